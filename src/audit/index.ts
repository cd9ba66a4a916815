export { audit } from './audit.js';
export type { AuditEntry } from './entry.js';
export { type EvidenceStore, memoryStore } from './evidence-store.js';
export type { AuditOptions, AuditSettings } from './options.js';
