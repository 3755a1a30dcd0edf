/** What the page shows, and what its parts can do. */
import type { CandidatesView, NoCandidates, ShownVerdict } from '../protocol/candidates.ts';
import type { FromPage } from '../protocol/candidatesPage.ts';
import type { Selected } from './host.ts';

export interface Shown {
  readonly view: CandidatesView | NoCandidates | undefined;
  /** The view is from before a reload of the window, and its report is gone. */
  readonly isOld: boolean;
  readonly pinned: boolean;
  readonly selected: Selected | undefined;
  /** The values of the selected result, once they have come. */
  readonly verdict: ShownVerdict | undefined;
  readonly tab: 'code' | 'changes';
  /** The sections that are open. */
  readonly open: ReadonlySet<string>;
}

export interface Acts {
  update(news: Partial<Shown>): void;
  select(candidate: string, example?: number): void;
  tell(message: FromPage): void;
}
