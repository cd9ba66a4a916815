import type { ConvlensDocument, DocumentKind } from '../document/document.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import type { RunOptions } from '../run-options.js';

/** A built-in method as menus, the command line and the conformance test see it. */
export interface AttributionMethod<Model> {
  /** As `--method` and documents have it. */
  readonly name: string;
  readonly title: string;
  /** One sentence for a person who chooses. */
  readonly summary: string;
  /** Names of the options that it takes beside those which every method takes. */
  readonly options?: readonly string[];
  /** What its documents are. */
  readonly kind: DocumentKind;
  readonly paper: { readonly title: string; readonly year: number; readonly url: string };
  readonly explain: (
    model: Model,
    image: ImageInput,
    options?: RunOptions & Readonly<Record<string, unknown>>,
  ) => Promise<ConvlensDocument | ConvlensDocument[]>;
}

/** A method that asks any classifier, or one that needs a network with its layers and gradients. */
export type Method =
  | (AttributionMethod<Predictor> & { readonly needs: 'predictor' })
  | (AttributionMethod<Network> & { readonly needs: 'network' });
