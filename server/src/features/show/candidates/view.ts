/** Makes what the candidates view shows of a function, from its report: all of it in one place, in words and plain data. */
import type {
  CandidateReport,
  CandidatesView,
  PastSynthesis,
  Place,
  Question,
  Report,
  ShownExample,
  ShownQuestion,
} from '../../../../../protocol/index.ts';
import { answerInWords, modelInWords, supportInWords, weightInWords } from '../../../report/answerWords.ts';
import { contradictionInWords, suspicionInWords } from '../../../report/doubts.ts';
import { labelOf } from '../../../report/exampleLabel.ts';
import { unpinnedInWords } from '../../../report/unpinned.ts';
import type { Contradiction } from '../../../selection/contradictions.ts';
import { counted } from '../../../support/counted.ts';
import { printable, printableLines, shortened } from '../../../support/printable.ts';
import { behavioursInWords } from '../../ask/words.ts';
import { indexesInReport, type Placed } from '../../reports.ts';
import type { Doubt } from '../doubts.ts';
import { rate } from '../words.ts';
import { behaviourName, shownCandidate } from './candidate.ts';
import { headOf } from './head.ts';

/** The most candidates: rounds and repairs can make more than anyone reads. */
const MOST_CANDIDATES = 200;
/** The most characters of an example in a label, of a value in a sentence, and of any other line. */
const [LABEL, VALUE, LINE] = [160, 200, 400];

export interface ViewContext {
  readonly uri: string;
  /** Where the user's code went. */
  readonly destination?: string;
  readonly question?: Question;
  /** Suspicious examples, each with the text that corrects it, if there is one. */
  readonly doubts: readonly (Doubt & { readonly instead?: string })[];
  readonly contradictions: readonly Contradiction[];
  readonly history: readonly PastSynthesis[];
  /** A line of a file, counted from 0, as a place in a document of the editor. */
  placeOf(file: string, line: number): Place;
}

export function candidatesView(placed: Placed, report: Report, context: ViewContext): CandidatesView {
  const { entry, specification, standing } = placed;
  const { target, file } = specification;
  const run = report.candidates.filter(({ refused }) => refused === undefined);
  const shown = run.slice(0, MOST_CANDIDATES);
  return {
    uri: context.uri,
    function: target.name,
    place: context.placeOf(file, target.nameRange.start.line),
    job: report.job,
    phase: entry.phase,
    standing: standing.kind,
    head: headOf(placed, report, context.destination),
    body: printableLines(target.source.trimEnd()),
    examples: examplesOf(placed, report, context),
    candidates: shown.map((one) => shownCandidate(one, placed, report)),
    more: run.length - shown.length,
    behaviours: behavioursOf(report, shown),
    ...(context.question && { question: questionOf(context.question, report) }),
    rounds: (report.rounds ?? []).map(({ received, passing, sampler }, index) => ({
      ...{ name: roundName(index, sampler), received, passing },
    })),
    doubts: doubtsIn(context),
    notes: notesOf(report),
    history: context.history,
  };
}

function examplesOf(placed: Placed, report: Report, { placeOf }: ViewContext): ShownExample[] {
  const places = new Map<number, Place>();
  placed.specification.examples.forEach(({ file, range }, index) => {
    for (const at of indexesInReport(placed, index, report.examples)) {
      places.set(at, placeOf(file, range.start.line));
    }
  });
  return report.examples.map((example, index) => {
    const place = places.get(index);
    return {
      label: labelOf(example, LABEL),
      ...(place && { place }),
      line: example.line,
      ...rateOf(index, report),
      ...(example.heldBack && { heldBack: true }),
    };
  });
}

function rateOf(index: number, { candidates, samples, job }: Report): { rate: string; share: number } {
  const passing = candidates.filter(({ verdicts }) => verdicts[index]?.status === 'pass');
  if (job === 'verification') {
    return { rate: passing.length > 0 ? 'passes' : 'does not pass', share: passing.length > 0 ? 1 : 0 };
  }
  const part = passing.reduce((sum, one) => sum + one.samples, 0);
  if (samples.received === 0) return { rate: 'no samples yet', share: 0 };
  return { rate: `${rate(part, samples.received)} of the samples pass`, share: part / samples.received };
}

function behavioursOf({ behaviours }: Report, shown: readonly CandidateReport[]): CandidatesView['behaviours'] {
  return (behaviours?.weights ?? []).map((weight, number) => ({
    name: behaviourName(number),
    weight: weightInWords({ weight }),
    candidates: shown.filter(({ cluster, passed }) => passed && cluster === number).length,
  }));
}

function questionOf(question: Question, report: Report): ShownQuestion {
  const behaviours = behavioursInWords(report);
  const why = behaviours === undefined ? unpinnedInWords(report) : `The programs that pass have ${behaviours}.`;
  const model = modelInWords(question);
  const clusterOf = new Map(report.candidates.map(({ id, cluster }) => [id, cluster]));
  return {
    call: shortened(question.call, VALUE),
    source: question.call,
    why: why ?? '',
    answers: question.answers.map((answer) => ({
      label: answerInWords(answer),
      support: supportInWords(answer, question),
      value: answer.value,
      kind: answer.kind,
      behaviours: [...new Set(answer.candidates.flatMap((id) => clusterOf.get(id) ?? []))].sort().map(behaviourName),
    })),
    ...(model !== undefined && { model }),
  };
}

function roundName(index: number, sampler: string | undefined): string {
  if (sampler === 'search') return 'Search around them';
  return index === 0 ? 'First' : `Repair ${index}`;
}

function doubtsIn({ doubts, contradictions, placeOf }: ViewContext): CandidatesView['doubts'] {
  return [
    ...doubts.map(({ suspicion, example, instead }) => ({
      text: `${sentence(suspicionInWords(suspicion, VALUE))}.`,
      place: placeOf(example.file, example.range.start.line),
      ...(instead !== undefined && {
        fix: { label: `Expect ${shortened(instead, 60)} instead`, line: example.line },
      }),
    })),
    ...contradictions.map((one) => ({
      text: `${sentence(contradictionInWords(one, VALUE))}.`,
      place: placeOf(one.example.file, one.example.range.start.line),
    })),
  ];
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}

function notesOf({ samples, candidates, notRun }: Report): string[] {
  const refused = candidates.filter((one) => one.refused !== undefined);
  return [
    ...samples.refused.map(({ reason, count }) => `${counted(count, 'sample')} refused: ${reason}`),
    ...refused.map(({ samples: count, refused: reason }) => `${counted(count, 'sample')} not run: ${reason}`),
    ...notRun.map(({ source, case: id, line, reason }) => {
      return `Example not run, line ${line}: ${labelOf({ source, ...(id !== undefined && { case: id }) })}: ${reason}`;
    }),
  ].map((note) => shortened(printable(note), LINE));
}
