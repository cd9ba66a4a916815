import { nothing, type TemplateResult } from 'lit';
import { type EvidenceDocument, subjectWords } from '../../src/render/index.js';
import { className, renderChoice } from './controls.js';

/** Switches between the classes that documents explain; nothing where there is but one. */
export function renderClassSwitch<D extends EvidenceDocument>(
  documents: readonly D[],
  shown: D,
  choose: (first: D) => void,
): TemplateResult | typeof nothing {
  const words = documents.map(subjectWords);
  const classes = documents.filter((_, i) => words.indexOf(words[i]) === i);
  if (classes.length < 2) return nothing;
  const names = classes.map(({ target: { label, against, probability } }) =>
    className(against ? `${label} rather than ${against.label}` : label, probability),
  );
  const selected = classes.findIndex((each) => subjectWords(each) === subjectWords(shown));
  return renderChoice('Class', names, selected, (i) => choose(classes[i]));
}
