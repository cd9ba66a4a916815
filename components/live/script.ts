import { countOf } from '../../src/document/format.js';
import type { LiveModel } from '../../src/document/live-model.js';
import { LIVE_QUESTION, LIVE_READY, type LiveQuestion } from '../shared/live-question.js';
import { unpackJson } from '../shared/unpack-json.js';
import { type LiveNetwork, liveNetwork } from './live-network.js';

// Runs the classifiers that a report holds (`<script class="convlens-live">`) for the elements in it.

const networks = new Map<string, LiveNetwork>();
/** What kept one from being there, as a sentence. */
let problem: string | undefined;

async function start(): Promise<void> {
  for (const script of document.querySelectorAll<HTMLScriptElement>('script.convlens-live')) await hold(script);
  document.addEventListener(LIVE_QUESTION, (event) => {
    const question = (event as CustomEvent<LiveQuestion>).detail;
    const network = networks.get(question.fingerprint ?? '');
    if (!network) question.refusal = problem;
    else if (network.knows(question.image)) question.answer = network.answer(question);
    else question.refusal = refusalOf(network);
  });
  dispatchEvent(new Event(LIVE_READY));
}

async function hold(script: HTMLScriptElement): Promise<void> {
  try {
    const model = JSON.parse(await unpackJson(script, 'the classifier in this page')) as LiveModel;
    networks.set(model.graph.fingerprint, liveNetwork(model));
  } catch (error) {
    problem = `${error instanceof Error ? error.message : String(error)}.`;
  }
}

function refusalOf({ pictures }: LiveNetwork): string {
  return `This page holds the classifier and the exact pixels of ${countOf(pictures, 'image')}, but not of this one.`;
}

void start();
