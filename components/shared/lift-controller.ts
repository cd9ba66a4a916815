import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long the key that lifts the overlay must be held to be let go of with it, in milliseconds. */
const HOLD = 350;

/** The key O shows a picture without what is laid over it: pressed, until it is pressed again; held, for as long as it is held. */
export class LiftController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #lifted = false;
  #pressed = 0;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    host.addEventListener('keydown', (event) => this.#press(event));
    host.addEventListener('keyup', (event) => this.#release(event));
  }

  hostConnected(): void {}

  get lifted(): boolean {
    return this.#lifted;
  }

  set(lifted: boolean): void {
    this.#lifted = lifted;
    this.#host.requestUpdate();
  }

  #press(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'o' || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    this.#pressed = performance.now();
    this.set(!this.#lifted);
  }

  #release(event: KeyboardEvent): void {
    if (event.key.toLowerCase() === 'o' && performance.now() - this.#pressed > HOLD) this.set(false);
  }
}
