import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LIVE_QUESTION, LIVE_READY, type LiveAnswer, type LiveQuestion } from '../shared/live-question.js';

/** Who removes one region after another is answered once. */
const PATIENCE = 80;

type Asked = Omit<LiveQuestion, 'answer' | 'refusal'>;

/**
 * Asks whoever runs classifiers in this page, in an event of the element's; what comes of an older question is dropped. Without
 * somebody who answers there is no answer, and no problem either.
 */
export class LiveController implements ReactiveController {
  /** The answer to the last question that was answered; undefined where nobody answers. */
  answer: LiveAnswer | undefined;
  /** Whether the answer to what was asked last is still to come: an answer that is there is an older question's. */
  asking = false;
  /** What kept it, as a sentence. */
  problem: string | undefined;
  /** Why the classifier that is here cannot be asked about this image, as a sentence. */
  refusal: string | undefined;
  readonly #host: ReactiveControllerHost & HTMLElement;
  #asked: Asked | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;
  readonly #askAgain = () => this.#ask();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener(LIVE_READY, this.#askAgain);
  }

  hostDisconnected(): void {
    removeEventListener(LIVE_READY, this.#askAgain);
    clearTimeout(this.#due);
  }

  /** Another image: what was answered before is not about it. */
  forget(): void {
    this.#asked = undefined;
    [this.answer, this.problem, this.refusal, this.asking] = [undefined, undefined, undefined, false];
  }

  ask(question: Asked): void {
    this.#asked = question;
    if (this.answer || this.problem !== undefined) this.asking = true;
    clearTimeout(this.#due);
    this.#due = setTimeout(this.#askAgain, PATIENCE);
  }

  #ask(): void {
    const asked = this.#asked;
    if (!asked) return;
    const question: LiveQuestion = { ...asked };
    const event = new CustomEvent(LIVE_QUESTION, { detail: question, bubbles: true, composed: true });
    this.#host.dispatchEvent(event);
    this.refusal = question.refusal;
    this.asking = question.answer !== undefined;
    this.#host.requestUpdate();
    if (!question.answer) return;
    const settle = (found: { answer?: LiveAnswer; problem?: string }) => {
      if (asked !== this.#asked) return;
      [this.answer, this.problem, this.asking] = [found.answer, found.problem, false];
      this.#host.requestUpdate();
    };
    question.answer.then(
      (answer) => settle({ answer }),
      (error: unknown) => settle({ problem: error instanceof Error ? error.message : String(error) }),
    );
  }
}
