import type { MethodPart, ModelPart, ProvenancePart, QualityPart } from '../document/parts.js';
import type { ProvenanceMeter } from '../document/provenance.js';
import { modelPart } from '../network/model-part.js';
import type { Network } from '../network/network.js';

/** The entries that every document of an inspection shares. */
export interface InspectionParts {
  readonly model: ModelPart;
  readonly method: MethodPart;
  readonly quality: QualityPart;
  readonly provenance: ProvenancePart;
}

/** What a document says of the network, the method and the cost. Inspections are exact: `sentences` hold only remarks. */
export function inspectionParts(
  network: Network,
  name: string,
  options: Record<string, unknown>,
  meter: ProvenanceMeter,
  sentences: readonly string[] = [],
): InspectionParts {
  return {
    model: modelPart(network),
    method: { name, options, seed: null },
    quality: { trustworthy: true, sentences: [...sentences] },
    provenance: meter.finish(),
  };
}
