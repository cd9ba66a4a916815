import { pngSize } from '../../document/checks/common.js';
import { finding } from '../../document/finding.js';
import { formatShare } from '../../document/format.js';
import type { AuditDocument } from '../../document/kinds/audit.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { element, MUTED, type Svg, text } from '../svg.js';

const WIDTH = 660;
const MOST = 4;

type Concept = AuditDocument['result']['concepts'][number];

const WORDS = { shortcut: 'Shortcut', object: 'Part of the object', unclear: 'Unclear' } as const;

/** The strongest concepts, each with its verdict and its contact sheet. */
export function auditPicture(document: AuditDocument): StaticPicture {
  const parts: Svg[] = [];
  let top = 14;
  for (const concept of document.result.concepts.slice(0, MOST)) {
    const { svg, height } = conceptPicture(concept, top);
    parts.push(svg);
    top += height + 26;
  }
  return staticPicture(WIDTH, Math.max(top, 20), finding(document), parts);
}

function conceptPicture(concept: Concept, top: number): { svg: Svg; height: number } {
  const { verdict, description = concept.id, shareOfEvidence, sheet } = concept;
  const head = text(0, top, `${WORDS[verdict]}: ${description}`, { size: 14, bold: true, most: 80 });
  const share = `${formatShare(shareOfEvidence)} of the evidence for "${concept.class}"`;
  const below = text(0, top + 18, share, { size: 12, fill: MUTED });
  const size = sheet && pngSize(sheet.pixels);
  if (!size) return { svg: head + below, height: 30 };
  const scale = Math.min(1, WIDTH / size.width);
  const picture = element('image', {
    href: sheet.pixels,
    x: 0,
    y: top + 28,
    width: size.width * scale,
    height: size.height * scale,
  });
  return { svg: head + below + picture, height: 28 + size.height * scale };
}
