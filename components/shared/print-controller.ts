import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Printable extends ReactiveControllerHost {
  printing: boolean;
}

/** Sets `printing` on its host while the page is printed, so that disclosures stand open on paper. */
export class PrintController implements ReactiveController {
  readonly #host: Printable;
  #media: MediaQueryList | undefined;

  constructor(host: Printable) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#media = window.matchMedia('print');
    this.#media.addEventListener('change', this.#follow);
    window.addEventListener('beforeprint', this.#begin);
    window.addEventListener('afterprint', this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    this.#media?.removeEventListener('change', this.#follow);
    window.removeEventListener('beforeprint', this.#begin);
    window.removeEventListener('afterprint', this.#follow);
  }

  #begin = (): void => this.#set(true);

  #follow = (): void => this.#set(this.#media?.matches ?? false);

  #set(printing: boolean): void {
    if (this.#host.printing !== printing) this.#host.printing = printing;
  }
}
