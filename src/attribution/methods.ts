import type { ConvlensDocument, DocumentKind } from '../document/document.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import type { RunOptions } from '../run-options.js';
import { lime } from './lime.js';

/** A built-in method as menus, the command line and the conformance test see it. */
export interface AttributionMethod<Model> {
  /** As `--method` and documents have it. */
  readonly name: string;
  readonly title: string;
  /** One sentence for a person who chooses. */
  readonly summary: string;
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

/** The built-in methods. */
export const METHODS: readonly Method[] = [
  {
    name: 'lime',
    title: 'LIME',
    summary: 'Hides regions at random and fits a local linear model: which regions speak for the class, which against.',
    needs: 'predictor',
    kind: 'superpixels',
    paper: {
      title: '"Why should I trust you?": Explaining the predictions of any classifier',
      year: 2016,
      url: 'https://arxiv.org/abs/1602.04938',
    },
    explain: lime,
  },
];

/**
 * The built-in method of a name.
 * @throws RangeError that lists the names otherwise.
 */
export function methodNamed(name: string): Method {
  const method = METHODS.find((each) => each.name === name);
  if (method !== undefined) return method;
  const names = METHODS.map((each) => `"${each.name}"`).join(', ');
  throw new RangeError(
    `Cannot explain by the method "${name}": expected ${METHODS.length === 1 ? names : `one of ${names}`}`,
  );
}
