/** The page of the candidates view: keeps what is shown and selected, and draws it anew when that changes. */
import { render } from 'lit';
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { CandidatesView, NoCandidates, ShownVerdict } from '../protocol/candidates.ts';
import type { ToPage } from '../protocol/candidatesPage.ts';
import { Announcer } from './announcer.ts';
import { Grid } from './grid.ts';
import { keep, keptState, type Selected, tell } from './host.ts';
import { page } from './page.ts';
import type { Shown } from './shown.ts';

const root = document.getElementById('root')!;
const announcer = new Announcer(document.getElementById('news')!);
const grid = new Grid(root, { select, reveal });

const kept = keptState();
let shown: Shown = {
  view: kept?.view,
  isOld: kept?.view !== undefined,
  pinned: kept?.pinned ?? false,
  selected: kept?.selected,
  verdict: undefined,
  tab: kept?.tab ?? 'code',
  open: new Set(kept?.open ?? []),
};

addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'view') take(data.view, data.pinned);
  else if (isSelected(data.verdict)) update({ verdict: data.verdict });
});
draw();
tell({ kind: 'ready' });

function update(news: Partial<Shown>): void {
  shown = { ...shown, ...news };
  draw();
  const { view, pinned, selected, tab, open } = shown;
  if (view?.uri === undefined || view.function === undefined) return;
  const state = { uri: view.uri, function: view.function, pinned, tab, open: [...open], view };
  keep(selected ? { ...state, selected } : state);
}

/** Shows one candidate because the user chose it. */
function select(candidate: string, example?: number): void {
  show({ ...selection(candidate, example), chosen: true });
}

/** A candidate that fails is shown by its first failing example. */
function selection(candidate: string, example?: number): Selected {
  const { view } = shown;
  const own = view && 'candidates' in view ? view.candidates.find(({ id }) => id === candidate) : undefined;
  const failing = own?.statuses.findIndex((status) => status !== null && status !== 'pass') ?? -1;
  const at = example ?? (failing >= 0 ? failing : undefined);
  return at === undefined ? { candidate } : { candidate, example: at };
}

function show(selected: Selected): void {
  const { candidate, example } = shown.selected ?? {};
  const isSame = candidate === selected.candidate && example === selected.example;
  update({ selected, ...(!isSame && { verdict: undefined }) });
  ask();
}

function reveal(example: number): void {
  const { view } = shown;
  const place = view && 'examples' in view ? view.examples[example]?.place : undefined;
  if (place) tell({ kind: 'reveal', place });
}

function take(view: CandidatesView | NoCandidates, pinned: boolean): void {
  const before = shown.view;
  // The report went with the window; what was seen of it stays until there is another.
  const isGone = 'empty' in view && shown.isOld && before && 'candidates' in before;
  if (isGone && (view.function ?? before.function) === before.function) {
    update({ pinned });
    return;
  }
  const isSame = before?.uri === view.uri && before?.function === view.function;
  update({ view, pinned, isOld: false, ...(!isSame && { verdict: undefined, selected: undefined }) });
  if ('empty' in view) return;
  announcer.tell(view);
  const { selected } = shown;
  const [best] = view.candidates;
  const isThere = view.candidates.some(({ id }) => id === selected?.candidate);
  if (selected?.chosen && isThere) ask();
  else if (best) show(selection(best.id));
  else update({ selected: undefined, verdict: undefined });
}

/** Asks for the values of the selected result. */
function ask(): void {
  const { selected, view } = shown;
  if (selected?.example === undefined || !view || 'empty' in view) return;
  const status = view.candidates.find(({ id }) => id === selected.candidate)?.statuses[selected.example];
  if (status) tell({ kind: 'verdict', candidate: selected.candidate, example: selected.example });
}

function isSelected({ candidate, example }: ShownVerdict): boolean {
  return candidate === shown.selected?.candidate && example === shown.selected.example;
}

function draw(): void {
  grid.around(() => render(page(shown, { update, select, tell }), root));
}
