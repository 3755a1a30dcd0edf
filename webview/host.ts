/** The host: the client in VS Code, which sends what to show and does what the page asks. */
import type { CandidatesView, NoCandidates } from '../protocol/candidates.ts';
import type { FromPage, KeptState } from '../protocol/candidatesPage.ts';

/** What the page keeps while it is hidden, and over a reload of the window. */
export interface PageState extends KeptState {
  readonly selected?: Selected;
  readonly tab: 'code' | 'changes';
  /** The sections that are open. */
  readonly open: readonly string[];
  /** Absent where it is too large to be kept. */
  readonly view?: CandidatesView | NoCandidates;
}

/** A candidate, or one of its results. */
export interface Selected {
  readonly candidate: string;
  readonly example?: number;
  /** The user chose it; otherwise the best is selected, whichever that is. */
  readonly chosen?: true;
}

interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
/** The most characters of a view in the kept state. */
const MOST_KEPT = 300_000;

export function tell(message: FromPage): void {
  api.postMessage(message);
}

export function keptState(): PageState | undefined {
  return api.getState();
}

export function keep(state: PageState): void {
  const { view, ...rest } = state;
  const isSmall = view !== undefined && JSON.stringify(view).length <= MOST_KEPT;
  api.setState(isSmall ? state : rest);
}
