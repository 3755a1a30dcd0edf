/** The hovers over a function's name, its docstring and each of its examples. */
import path from 'node:path';
import type { Hover, MarkupKind } from 'vscode-languageserver';
import type {
  CandidateReport,
  Example,
  Position,
  Question,
  Range,
  Report,
  Verdict,
} from '../../../../protocol/index.ts';
import { tokensInWords } from '../../../../protocol/tokens.ts';
import { answerInWords, weightInWords } from '../../report/answerWords.ts';
import { caveatsOf } from '../../report/caveats.ts';
import { dayAndTime, roundsInWords } from '../../report/course.ts';
import { suspicionInWords } from '../../report/doubts.ts';
import { labelOf } from '../../report/exampleLabel.ts';
import { nearestOf } from '../../report/nearest.ts';
import { foundInWords, guessInWords } from '../../report/searchWords.ts';
import { unpinnedInWords } from '../../report/unpinned.ts';
import { confidenceInWords } from '../../selection/confidence.ts';
import { behavioursInWords } from '../ask/words.ts';
import { exampleRate, indexesInReport, type Placed, passing, passingSamples } from '../reports.ts';
import { codeShown } from './candidateCode.ts';
import { isAcceptable } from './diagnostics.ts';
import { type Pen, penFor } from './markdown.ts';
import { counted, passedOf, progressInWords, rate } from './words.ts';

/** The most distinct values or exceptions to show for an example; the rest is counted. */
const MOST = 4;
/** The most characters of an example's source. */
const SHOWN = 300;

/** The hover at a position, if a report has information for it. */
export function hoverAt(
  position: Position,
  placed: readonly Placed[],
  kind: MarkupKind,
  questionOf: (placed: Placed) => Question | undefined = () => undefined,
): Hover | null {
  const pen = penFor(kind);
  for (const one of placed) {
    const { target, examples, file } = one.specification;
    const example = examples.findIndex((each) => each.file === file && contains(each.range, position));
    // Examples come first, because a doctest is inside the docstring.
    if (example >= 0)
      return { contents: { kind, value: exampleHover(one, example, pen) }, range: examples[example]!.range };
    const range = [target.nameRange, target.docstringRange].find((spot) => spot && contains(spot, position));
    if (range) return { contents: { kind, value: functionHover(one, pen, questionOf(one)) }, range };
  }
  return null;
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  const after = line > start.line || (line === start.line && character >= start.character);
  const before = line < end.line || (line === end.line && character <= end.character);
  return after && before;
}

/** The hover of the whole report: its pass rate, each example's, and the wrong values. */
export function functionHover(placed: Placed, pen: Pen, question?: Question): string {
  const { entry, standing } = placed;
  const { report, failure } = entry;
  const why = failure === undefined ? [] : [pen.text(failure)];
  if (!report) return [pen.strong('Assay'), ...(failure === undefined ? ['Waiting to run.'] : why)].join('\n\n');
  return [
    headline(report, standing.kind === 'stale', pen),
    ...why,
    ...course(report, pen),
    ...bestCandidate(placed, report, pen),
    ...nearest(placed, report, pen),
    ...asking(report, question, pen),
    ...report.examples.flatMap((_, index) => exampleSummary(report, index, pen)),
    ...caveats(report, pen),
    ...refusedSamples(report, pen),
    ...(report.note === undefined ? [] : [pen.text(report.note)]),
    ...report.notRun.map(
      ({ source, reason }) => `Not run: ${pen.code(labelOf({ source }, SHOWN))} ${pen.text(reason)}`,
    ),
    origin(report, pen),
  ].join('\n\n');
}

/** The hover of one example: its pass rate, and the candidates' wrong values. */
function exampleHover(placed: Placed, index: number, pen: Pen): string {
  const { entry, standing } = placed;
  const { report, failure } = entry;
  if (!report) return [pen.strong('Assay'), failure === undefined ? 'Waiting to run.' : pen.text(failure)].join('\n\n');
  const stale = standing.kind === 'stale' ? ` · ${pen.strong('stale')}` : '';
  const unrun = indexesInReport(placed, index, report.notRun).map((at) => report.notRun[at]!);
  const cases = indexesInReport(placed, index, report.examples);
  if (unrun.length + cases.length === 0)
    return `${pen.strong('Assay')} this example was not there when the samples were run${stale}. Synthesize again.`;
  const named = (id: string | undefined) => (id === undefined ? '' : `${pen.code(id)} `);
  return [
    ...cases.flatMap((at) => [
      `${pen.strong('Assay')} ${named(report.examples[at]!.case)}${rateOfExample(report, at)}${stale}`,
      ...suspected(report, at, pen),
      ...wrong(report, at, pen),
    ]),
    ...unrun.map(({ case: id, reason }) => `${pen.strong('Assay')} ${named(id)}not run${stale}: ${pen.text(reason)}`),
  ].join('\n\n');
}

function headline(report: Report, stale: boolean, pen: Pen): string {
  const body = report.candidates[0];
  const subject =
    report.job === 'verification'
      ? `The present body ${body ? passedOf(body, report.examples) : 'has not been run yet'}`
      : (headOfGuess(report) ??
        `${rate(passingSamples(report), report.samples.received)} of the samples pass every example`);
  const running = report.state.kind === 'running' ? ` · ${progressInWords(report)}` : '';
  const cancelled = report.state.kind === 'cancelled' ? ' · cancelled before all were drawn' : '';
  return `${pen.strong('Assay')} ${subject}${running}${cancelled}${stale ? ` · ${pen.strong('stale')}` : ''}`;
}

function headOfGuess(report: Report): string | undefined {
  const guess = guessInWords(report);
  return guess && `A guess: it ${guess}`;
}

/** The course of the synthesis: repairs, hints, the history. */
function course(report: Report, pen: Pen): string[] {
  const rounds = roundsInWords(report);
  return [
    ...(rounds === undefined ? [] : [pen.text(`${rounds[0]!.toUpperCase()}${rounds.slice(1)}.`)]),
    ...(report.hints ?? []).map((hint) => pen.text(`Hint: ${hint}`)),
    ...(report.history?.drawn === undefined
      ? []
      : [pen.text(`Answered from the history of ${dayAndTime(report.history.drawn)}: the model was not asked again.`)]),
  ];
}

/** The code of the best candidate, to read before accepting. */
function bestCandidate(placed: Placed, report: Report, pen: Pen): string[] {
  const [best, ...others] = passing(report);
  if (!best || !isAcceptable(placed)) return [];
  const more =
    others.length === 0
      ? ''
      : `, ahead of ${counted(others.length, 'other')} that ${others.length === 1 ? 'passes' : 'pass'}`;
  const how = foundInWords(best);
  const fits = [
    ...(how === undefined ? [] : [pen.text(`${how[0]!.toUpperCase()}${how.slice(1)}.`)]),
    ...(report.sampler === 'search'
      ? ['The search only offers code that passes, so the rate says little: read the code.']
      : []),
  ];
  const sure = report.confidence === undefined ? '' : ` (${confidenceInWords(report.confidence)})`;
  return [`The best candidate${sure}${more}:`, pen.block(codeShown(best, placed.specification.target)), ...fits];
}

/** Says that programs that pass differ, and on which input. */
function asking(report: Report, question: Question | undefined, pen: Pen): string[] {
  if (question === undefined) return [];
  const behaviours = behavioursInWords(report);
  const why = behaviours === undefined ? unpinnedInWords(report) : `The programs that pass have ${behaviours}.`;
  return [
    `${why ?? ''} What should ${pen.code(question.call)} give? A code action adds the right answer as an example:`.trim(),
    ...question.answers.map((one) => `${pen.code(answerInWords(one))} ${weightInWords(one)}`),
    ...modelLine(question, pen),
  ];
}

/** What the model says where it was asked too, with call and answer as code. */
function modelLine({ call, model }: Question, pen: Pen): string[] {
  if (model === undefined) return [];
  const gives = model.kind === 'raises' ? '' : '→ ';
  return [`The model says ${pen.code(call)} ${gives}${pen.code(answerInWords(model))}.`];
}

/** Where none passes: the code of the nearest, and what it fails. It is not to be accepted. */
function nearest({ standing, specification }: Placed, report: Report, pen: Pen): string[] {
  const isOver = report.job === 'synthesis' && report.state.kind !== 'running';
  if (!isOver || standing.kind !== 'current' || passing(report).length > 0) return [];
  return nearestOf(report).flatMap((candidate, at) => [
    `${at === 0 ? 'The nearest candidate' : 'Another'}, ${counted(candidate.samples, 'sample')}, ${passedOf(candidate, report.examples)}:`,
    pen.block(codeShown(candidate, specification.target)),
    ...candidate.verdicts.flatMap((verdict, index) => missed(verdict, report.examples[index]!, pen)),
  ]);
}

function missed(verdict: Verdict, example: Example, pen: Pen): string[] {
  if (verdict.status === 'pass') return [];
  const { words, shown } = inWords(verdict);
  return [
    `${pen.code(labelOf(example, SHOWN))} ${words}`,
    ...shown.map(({ text, language }) => pen.block(text, language)),
  ];
}

/** `60% (6 of 10) of the samples pass this example`, or whether the present body passes it. */
function rateOfExample(report: Report, index: number): string {
  if (report.job === 'synthesis') {
    const { part, whole } = exampleRate(report, index);
    const shown = report.examples[index]?.heldBack ? ', which was not shown to the model' : '';
    return `${rate(part, whole)} of the samples pass this example${shown}`;
  }
  const status = report.candidates[0]?.verdicts[index]?.status;
  if (status === undefined) return 'the present body has not been run on this example';
  return `the present body ${status === 'pass' ? 'passes' : 'does not pass'} this example`;
}

/** An example with its rate and the most frequent wrong value. */
function exampleSummary(report: Report, index: number, pen: Pen): string[] {
  const [most] = outcomes(report.candidates, index);
  const example = report.examples[index]!;
  const source = pen.code(labelOf(example, SHOWN)) + elsewhere(example, report, pen);
  const { part, whole } = exampleRate(report, index);
  const result =
    report.job === 'synthesis' ? rate(part, whole) : (report.candidates[0]?.verdicts[index]?.status ?? 'not run');
  const apart = example.heldBack ? ' · not shown to the model' : '';
  if (!most) return [`${source} ${result}${apart}`];
  const often = report.job === 'synthesis' ? ` · most often ${most.words}` : ` · ${most.words}`;
  return [`${source} ${result}${apart}${often}`, ...most.shown.map(({ text, language }) => pen.block(text, language))];
}

/** The file of an example, if it is another one. */
function elsewhere({ file }: Example, report: Report, pen: Pen): string {
  return file === report.file ? '' : ` ${pen.text(path.relative(path.dirname(report.file), file))}`;
}

function suspected({ suspicious = [] }: Report, index: number, pen: Pen): string[] {
  return suspicious
    .filter(({ example }) => example === index)
    .map((one) => pen.text(`${suspicionInWords(one, SHOWN)}.`));
}

function wrong(report: Report, index: number, pen: Pen): string[] {
  const all = outcomes(report.candidates, index);
  const parts = all.slice(0, MOST).flatMap(({ samples, words, shown }) => {
    const who = report.job === 'verification' ? 'It' : counted(samples, 'sample');
    return [`${who} ${words}`, ...shown.map(({ text, language }) => pen.block(text, language))];
  });
  const expected = report.candidates.find(({ verdicts }) => verdicts[index]?.expected !== undefined)?.verdicts[index]
    ?.expected;
  if (all.length > 0 && expected !== undefined) parts.push('expected', pen.block(expected));
  return all.length > MOST ? [...parts, `and ${counted(all.length - MOST, 'other outcome')}`] : parts;
}

interface Outcome {
  readonly samples: number;
  readonly words: string;
  readonly shown: readonly { readonly text: string; readonly language?: string }[];
}

/** The distinct failures of an example with the number of their samples, most frequent first. */
function outcomes(candidates: readonly CandidateReport[], index: number): Outcome[] {
  const found = new Map<string, { samples: number; verdict: Verdict }>();
  for (const { id, verdicts, samples } of candidates) {
    const own = verdicts[index];
    if (!own || own.status === 'pass') continue;
    // For the user's own body, the way of judging does not matter.
    const verdict: Verdict = id === 'present' ? { ...own, integrity: 'confined' } : own;
    const { status, actual, message } = verdict;
    const key = JSON.stringify([status, actual, actual === undefined ? message : null]);
    found.set(key, { samples: (found.get(key)?.samples ?? 0) + samples, verdict });
  }
  return [...found.values()]
    .sort((a, b) => b.samples - a.samples)
    .map(({ samples, verdict }) => ({ samples, ...inWords(verdict) }));
}

function inWords({ status, actual, message, integrity, difference }: Verdict): Omit<Outcome, 'samples'> {
  const how = integrity === 'in-process' ? ' (judged in-process)' : '';
  if (status === 'fail' && actual === '') return { words: `printed nothing${how}`, shown: [] };
  if (status === 'fail' && actual !== undefined) {
    const short = difference === undefined ? [] : [{ text: difference, language: 'text' }];
    return { words: `returned${how}`, shown: [{ text: actual }, ...short] };
  }
  const words = { pass: 'passed', fail: 'failed', error: 'raised', timeout: 'timed out', blocked: 'was blocked' }[
    status
  ];
  return { words: words + how, shown: message ? [{ text: message, language: 'text' }] : [] };
}

/** The caveats of the best candidate. */
function caveats({ candidates: [best], job }: Report, pen: Pen): string[] {
  const who = job === 'synthesis' ? 'The best candidate' : 'The present body';
  return best ? caveatsOf(best).map((one) => `${who}: ${pen.text(one)}`) : [];
}

function refusedSamples({ samples: { refused } }: Report, pen: Pen): string[] {
  return refused.map(({ reason, count }) => `${counted(count, 'sample')} refused: ${pen.text(reason)}`);
}

function origin({ sampler, model, tokens, interpreter, sandbox, seconds }: Report, pen: Pen): string {
  const parts = [
    sampler && `sampler ${sampler}${model ? ` (${model})` : ''}`,
    tokens && tokensInWords(tokens),
    interpreter,
    `sandbox ${sandbox.tier}`,
    `${seconds.toFixed(1)} s`,
  ];
  return pen.text(parts.filter(Boolean).join(' · '));
}
