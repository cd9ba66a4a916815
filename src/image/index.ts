export { type Image, type ImageInput, isImage } from './image.js';
export { ANY_INPUT, type InputSpec } from './input-spec.js';
export { MAX_SIDE } from './max-side.js';
export { encodePng, type PngPicture, pngDataUri } from './png.js';
export { type PreparedInput, prepareInput, withChannels } from './prepare-input.js';
export { type ImageSource, type ReadImageOptions, readImage } from './read-image.js';
export { type ResizeMethod, type ResizeOptions, resizeImage, resizeValues } from './resize.js';
export { toPicture } from './to-picture.js';
