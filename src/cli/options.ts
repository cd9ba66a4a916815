import { type Command, InvalidArgumentError } from 'commander';

/** Options of every verb. */
export interface CommonOptions {
  readonly json?: string;
  readonly html?: string;
  readonly seed: number;
  readonly engine?: string;
  readonly quiet?: boolean;
}

/** Options of every verb that loads a model. */
export interface ModelOptions extends CommonOptions {
  readonly inputRange?: readonly [number, number];
  readonly labels?: string;
  readonly workers?: number;
}

/** Adds what every verb takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--json <file>', 'write the documents to this file')
    .option('--html <file>', 'write one self-contained page to this file')
    .option('--seed <n>', 'seed of everything random', wholeNumber, 1)
    .option('--engine <name>', 'what executes the network: wasm or cpu (default: wasm)')
    .option('--quiet', 'print nothing but errors');
}

/** Adds what every verb that loads a model takes. */
export function withModelOptions(command: Command): Command {
  return withCommonOptions(command)
    .option(
      '--input-range <low,high>',
      "what pixels 0..255 become (default: as the model's side file says, else 0,1)",
      range,
    )
    .option('--labels <file>', 'names of the classes, one a line')
    .option('--workers <n>', 'cores that share the forward passes (default: all, where that helps)', wholeNumber);
}

/** Collects an option that may be given several times. */
export function repeated(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** Collects whole numbers. */
export function repeatedNumber(value: string, earlier: readonly number[] = []): readonly number[] {
  return [...earlier, wholeNumber(value)];
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value)) throw new InvalidArgumentError('Expected a whole number.');
  return value;
}

/** A number where it is one, else the word. */
export function numberOrWord(text: string): number | string {
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

export function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}

/** Two numbers, the lower one first. */
export function range(text: string): readonly [number, number] {
  const values = text.split(',').map(Number);
  if (values.length !== 2 || !values.every(Number.isFinite) || values[0] >= values[1]) {
    throw new InvalidArgumentError('Expected two numbers, low,high, such as -1,1.');
  }
  return [values[0], values[1]];
}
