/** The messages between the page of the candidates view and the client that hosts it. */
import type { CandidatesView, NoCandidates, Place, ShownVerdict } from './candidates.ts';
import type { UsersAnswer } from './commands.ts';

/** Host → page. */
export type ToPage =
  | { readonly kind: 'view'; readonly view: CandidatesView | NoCandidates; readonly pinned: boolean }
  | { readonly kind: 'verdict'; readonly verdict: ShownVerdict };

/** Page → host. All that is about a function means the function of the view that was sent last. */
export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'pin'; readonly pinned: boolean }
  | { readonly kind: 'reveal'; readonly place: Place }
  | { readonly kind: 'verdict'; readonly candidate: string; readonly example: number }
  | { readonly kind: 'accept' | 'compare'; readonly candidate: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'run'; readonly command: 'synthesize' | 'verify'; readonly fresh?: true }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'answer'; readonly answer: UsersAnswer }
  | { readonly kind: 'otherAnswer'; readonly call: string }
  | { readonly kind: 'correct'; readonly line: number };

/** What the page keeps over a reload of the window (`setState`), and the host gets back. */
export interface KeptState {
  readonly uri: string;
  readonly function: string;
  readonly pinned: boolean;
}
