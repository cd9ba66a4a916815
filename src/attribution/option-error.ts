/** The value of an option is of the wrong kind. */
export class OptionTypeError extends TypeError {
  readonly #option: string;

  constructor(option: string, message: string) {
    super(message);
    this.#option = option;
  }

  get option(): string {
    return this.#option;
  }
}

/** The value of an option is out of bounds. */
export class OptionRangeError extends RangeError {
  readonly #option: string;

  constructor(option: string, message: string) {
    super(message);
    this.#option = option;
  }

  get option(): string {
    return this.#option;
  }
}

/** The option whose value an error is about; `undefined` where it is about something else. */
export function optionOf(error: unknown): string | undefined {
  return error instanceof OptionTypeError || error instanceof OptionRangeError ? error.option : undefined;
}
