import type { ImageInput } from '../image/image.js';
import type { ImageSource } from '../image/image-source.js';

/** One image of a data set: where it is, and what is known of it. */
export interface AuditEntry {
  /** As the documents name it; no two alike. */
  readonly name: string;
  /** Read whenever it is needed, so that memory does not grow with the number of images. */
  readonly image: ImageSource | ImageInput;
  /** The true class, one of the model's. Without labels, predictions alone are audited. */
  readonly label?: string;
  /** A part of the data set, such as "husky in snow". */
  readonly group?: string;
  /** A picture that is white where the object is, black elsewhere, of the size of the image or of the network's input. */
  readonly mask?: ImageSource | ImageInput;
}
