import * as v from 'valibot';
import type { ModelFiles } from './model-files.js';

/** What files beside a model say of its classes and of its input. */
export interface SideNotes {
  readonly classes?: readonly string[];
  readonly inputRange?: readonly [low: number, high: number];
}

/** `metadata.json`: convlens' own keys, and those by which a Teachable Machine export is known. */
const Metadata = v.looseObject({
  labels: v.optional(v.array(v.string())),
  inputRange: v.optional(v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())])),
  packageName: v.optional(v.string()),
  tmVersion: v.optional(v.string()),
});

/** Teachable Machine feeds pixels as `x / 127 - 1`: 255 becomes a little more than 1. */
const TEACHABLE_MACHINE_RANGE = [-1, 255 / 127 - 1] as const;

/**
 * The classes and the input range that `metadata.json` or `labels.txt` beside a model state; what is `known` already
 * goes before them, and files that could add nothing are not asked for.
 * @throws if such a file is there but malformed.
 */
export async function readSideNotes(files: ModelFiles, known: SideNotes = {}): Promise<SideNotes> {
  if (known.classes && known.inputRange) return known;
  const metadata = await files.read('metadata.json');
  const notes = { ...(metadata && notesOfMetadata(text(metadata))), ...stated(known) };
  if (notes.classes) return notes;
  const labels = await files.read('labels.txt');
  return labels ? { ...notes, classes: parseLabels(text(labels)) } : notes;
}

const stated = ({ classes, inputRange }: SideNotes): SideNotes => ({
  ...(classes && { classes }),
  ...(inputRange && { inputRange }),
});

function notesOfMetadata(content: string): SideNotes {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new Error(`metadata.json is no JSON (${(error as Error).message})`, { cause: error });
  }
  const result = v.safeParse(Metadata, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`metadata.json is not valid at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`);
  }
  const { labels, inputRange, packageName, tmVersion } = result.output;
  const isTeachableMachine = packageName === '@teachablemachine/image' || tmVersion !== undefined;
  const range = inputRange ?? (isTeachableMachine ? TEACHABLE_MACHINE_RANGE : undefined);
  return stated({ classes: labels, inputRange: range });
}

/**
 * The classes of a labels file: one a line; blank lines at the end do not count.
 * @throws if a line in the middle is blank, naming the `file`.
 */
export function parseLabels(content: string, file = 'labels.txt'): readonly string[] {
  const lines = content
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trim());
  const blank = lines.indexOf('');
  if (blank >= 0) throw new Error(`${file} is blank in line ${blank + 1}, expected one class a line`);
  return lines;
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
