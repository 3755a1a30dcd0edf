/** Says to screen readers how the run goes: its end at once, its progress now and then. */
import type { CandidatesView } from '../protocol/candidates.ts';

/** Milliseconds between two lines about the progress. */
const PAUSE = 8000;

export class Announcer {
  readonly #region: HTMLElement;
  #said = '';
  #function = '';
  #at = 0;

  constructor(region: HTMLElement) {
    this.#region = region;
  }

  tell({ function: name, phase, head }: CandidatesView): void {
    const text = `${name}: ${head.verdict}${head.confidence ? `, ${head.confidence}` : ''}`;
    const isProgress = phase !== 'ended' && name === this.#function;
    if (text === this.#said || (isProgress && Date.now() - this.#at < PAUSE)) return;
    this.#said = text;
    this.#function = name;
    this.#at = Date.now();
    this.#region.textContent = text;
  }
}
