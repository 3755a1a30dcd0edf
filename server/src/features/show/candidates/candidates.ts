/** Answers our client's requests for the candidates view. */
import { pathToFileURL } from 'node:url';
import type {
  CandidatesView,
  NoCandidates,
  PastSynthesis,
  Place,
  ShownVerdict,
} from '../../../../../protocol/index.ts';
import type { CandidatesParams, VerdictParams } from '../../../../../protocol/messages.ts';
import type { History } from '../../../history/index.ts';
import { dayAndTime } from '../../../report/course.ts';
import { contradictionsIn } from '../../../selection/contradictions.ts';
import { printable } from '../../../support/printable.ts';
import type { Places } from '../../answers.ts';
import type { Questions } from '../../ask/questions.ts';
import type { OpenDocument } from '../../documents.ts';
import { functionKey } from '../../functionKey.ts';
import { cellAt } from '../../notebook/cells.ts';
import { aboutIn } from '../../notebook/inCells.ts';
import { lackOfExamples, pointedAt } from '../../pointer.ts';
import { isRunning, type Placed } from '../../reports.ts';
import { doubtsOf, expectInstead } from '../doubts.ts';
import { examplesInWords } from '../words.ts';
import { shownVerdict } from './verdict.ts';
import { candidatesView } from './view.ts';

/** The most earlier syntheses that the plot shows. */
const MOST_PAST = 30;

export interface CandidatesOptions {
  readonly places: Places;
  readonly questions: Questions;
  readonly history: History;
  /** Where the user's code goes, if a run has chosen a sampler. */
  destination(): string | undefined;
}

export class Candidates {
  readonly #options: CandidatesOptions;
  /** What the history last said of a function, and at which state of it. */
  #past: { readonly key: string; readonly rows: readonly PastSynthesis[] } | undefined;

  constructor(options: CandidatesOptions) {
    this.#options = options;
  }

  /** The view of the function with this name or at this position. */
  view(params: CandidatesParams): CandidatesView | NoCandidates {
    const found = this.#find(params);
    if ('empty' in found) return found;
    const { open, placed } = found;
    const { report, failure } = placed.entry;
    const about = { function: placed.entry.name, uri: open.uri };
    if (!report) {
      return {
        ...about,
        empty: printable(failure ?? 'It is about to run: its candidates come here as they are judged.'),
      };
    }
    const { questions, destination } = this.#options;
    const where = destination();
    const question = open.cells ? undefined : questions.of(open.uri, placed)[0];
    const doubts = doubtsOf(placed).map((doubt) => {
      const edit = open.cells ? undefined : expectInstead(open.python, doubt);
      return { ...doubt, ...(edit && { instead: edit.newText }) };
    });
    const passes = report.candidates.some(({ passed }) => passed);
    return candidatesView(placed, report, {
      uri: open.uri,
      ...(where !== undefined && { destination: where }),
      ...(question && { question }),
      doubts,
      contradictions: passes ? [] : contradictionsIn(open.python, placed.specification),
      history: this.#pastOf(open, placed),
      placeOf: (file, line) => placeIn(open, file, line),
    });
  }

  /** The values of one candidate on one example. */
  verdict(params: VerdictParams): ShownVerdict | null {
    const found = this.#find(params);
    return 'empty' in found ? null : shownVerdict(found.placed, params);
  }

  #find(params: CandidatesParams): { open: OpenDocument; placed: Placed } | NoCandidates {
    const { places } = this.#options;
    const open = places.get(params.uri);
    if (!open) return { empty: 'The file was closed. Open it again to see its candidates.' };
    const cell = places.cell(params.uri);
    const about = cell ? aboutIn(params, open.uri, cell) : params;
    const specification = pointedAt(open, about, places.workspaceOf(open));
    if ('error' in specification) return { empty: printable(specification.error) };
    const { target, examples } = specification;
    const placed = places.placed(open).find(({ entry }) => entry.name === target.name);
    if (placed) return { open, placed };
    const named = { function: target.name, uri: open.uri };
    const lack = lackOfExamples(specification);
    if (lack !== undefined) return { ...named, empty: printable(lack) };
    const command = target.body === 'stub' ? 'synthesize' : 'verify';
    const label = `${command === 'verify' ? 'Verify against' : 'Synthesize from'} ${examplesInWords(examples)}`;
    const what = command === 'verify' ? 'The body has not been run yet.' : 'No candidates have been drawn yet.';
    return { ...named, empty: what, next: { label, command } };
  }

  /** The history is read once for each state of a run, because each reading opens a transaction. */
  #pastOf(open: OpenDocument, { entry }: Placed): readonly PastSynthesis[] {
    const { report } = entry;
    const { file } = entry.specification;
    const state = isRunning(entry) ? 'running' : report?.seconds;
    const key = [functionKey(open.uri, entry.name), report?.history?.id, state].join('\n');
    if (this.#past?.key === key) return this.#past.rows;
    const listed = this.#options.history.list({ file, function: entry.name, limit: MOST_PAST }) ?? [];
    const rows = listed.reverse().map((one) => ({
      id: one.id,
      at: dayAndTime(one.at),
      sampler: printable(one.model ? `${one.sampler} (${one.model})` : one.sampler),
      received: one.received,
      passing: one.passing,
      examples: one.examples,
      state: one.state,
      accepted: one.accepted !== null,
      current: one.id === report?.history?.id,
    }));
    this.#past = { key, rows };
    return rows;
  }
}

/** A line of the whole document, counted from 0; in a notebook, it is in a cell. */
function placeIn({ uri, python, cells }: OpenDocument, file: string, line: number): Place {
  const name = printable(file.split(/[\\/]/).at(-1) ?? file);
  if (file !== python.file) return { uri: pathToFileURL(file).href, line, label: `${name}:${line + 1}` };
  const cell = cells && cellAt(cells, line);
  if (cell)
    return {
      uri: cell.uri,
      line: line - cell.first,
      label: `cell ${cells.indexOf(cell) + 1}, line ${line - cell.first + 1}`,
    };
  return { uri, line, label: `${name}:${line + 1}` };
}
