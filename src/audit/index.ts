export { audit } from './audit.js';
export type { AuditEntry } from './entry.js';
export { type EvidenceStore, memoryStore } from './evidence-store.js';
export { type FolderEntriesOptions, folderEntries } from './folder-entries.js';
export { imagesCsv, imagesParquet } from './image-table.js';
export { liveModel } from './live-model.js';
export type { AuditOptions, AuditSettings } from './options.js';
