/**
 * The hover of a whole function, in one screen: the verdict and how sure it is, the code, the links, and then only what fails. The editor
 * shows the diagnostics at the same place, so they are not said again.
 */

import type { Question, Report } from '../../../../protocol/index.ts';
import { tokensInWords } from '../../../../protocol/tokens.ts';
import { answerInWords, shareInWords } from '../../report/answerWords.ts';
import { caveatsOf } from '../../report/caveats.ts';
import { dayAndTime, roundsInWords, timeOfThen } from '../../report/course.ts';
import { labelOf } from '../../report/exampleLabel.ts';
import { nearestOf } from '../../report/nearest.ts';
import { foundInWords, guessInWords } from '../../report/searchWords.ts';
import { unpinnedInWords } from '../../report/unpinned.ts';
import { confidenceInWords } from '../../selection/confidence.ts';
import { counted } from '../../support/counted.ts';
import { behavioursInWords } from '../ask/words.ts';
import { type Placed, passing, passingSamples, refuted } from '../reports.ts';
import { codeShown } from './candidateCode.ts';
import { isAcceptable } from './diagnostics.ts';
import { failuresInText } from './failures.ts';
import type { Pen } from './markdown.ts';
import { failedOf, passedOf, progressInWords, rate } from './words.ts';

/** The most examples that can't run, and reasons of refused samples, that are told. */
const MOST = 3;
/** The most answers to a question. */
const MOST_ANSWERS = 4;
/** The most characters of an example's source. */
const SHOWN = 300;

export interface FunctionContext {
  readonly question?: Question | undefined;
  readonly links?: string | undefined;
  readonly now?: Date | undefined;
}

export function functionHover(placed: Placed, pen: Pen, context: FunctionContext = {}): string {
  const { links, now } = context;
  const { entry } = placed;
  const { report, failure } = entry;
  if (!report) return [pen.strong('Assay'), failure === undefined ? 'Waiting to run.' : pen.text(failure)].join('\n\n');
  const parts = [
    `${pen.strong('Assay')} ${headline(placed, report, now ?? new Date()).join(' · ')}`,
    failure === undefined ? undefined : pen.text(failure),
    ...code(placed, report, pen),
    links,
    failing(placed, report, pen),
    ...asking(report, context, pen),
    ...caveats(placed, report, pen),
    ...unrun(report, pen),
    course(report, pen),
    origin(report, pen),
  ];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

/** `60% (6 of 10) of the samples pass`, `likely right, 88%`, `stale` */
function headline({ entry, standing }: Placed, report: Report, now: Date): string[] {
  const { state } = report;
  return [
    ...verdict(report, standing),
    ...(state.kind === 'running' ? [progressInWords(report)] : []),
    ...(state.kind === 'cancelled' ? ['cancelled before all were drawn'] : []),
    ...(standing.kind === 'stale' ? [standing.byHand ? 'changed by hand since' : 'stale'] : []),
    ...(entry.restored ? [timeOfThen(entry.restored.at, now)] : []),
  ];
}

function verdict(report: Report, standing: Placed['standing']): string[] {
  const { job, candidates, examples, confidence, samples } = report;
  const [best] = candidates;
  if (job === 'verification') return [`the present body ${best ? passedOf(best, examples) : 'has not been run yet'}`];
  const failing = refuted(standing);
  if (failing) return [`accepted: ${failedOf(failing, examples)}`];
  if (standing.kind === 'accepted') return [`accepted: ${passedOf(standing.candidate, examples)}`];
  if (samples.received === 0) return [report.state.kind === 'running' ? 'no samples yet' : 'no samples'];
  const guess = guessInWords(report);
  const sure = confidence === undefined ? [] : [confidenceInWords(confidence)];
  if (guess !== undefined) return [...(sure.length === 0 ? ['a guess'] : sure), `it ${guess}`];
  return [`${rate(passingSamples(report), samples.received)} of the samples pass`, ...sure];
}

/** The code of the best candidate; where none passes, of the nearest, which is not to be accepted. */
function code(placed: Placed, report: Report, pen: Pen): string[] {
  const { target } = placed.specification;
  const [best, ...others] = passing(report);
  if (best) {
    if (!isAcceptable(placed)) return [];
    const how = foundInWords(best);
    const ahead =
      others.length === 0
        ? undefined
        : `ahead of ${counted(others.length, 'other')} that ${others.length === 1 ? 'passes' : 'pass'}`;
    const notes = [how, ahead].filter((note) => note !== undefined).join(', ');
    return [pen.block(codeShown(best, target)), ...(notes === '' ? [] : [pen.text(`${notes}.`)])];
  }
  const near = nearest(placed, report);
  if (!near) return [];
  const head = `The nearest candidate, ${counted(near.samples, 'sample')}, ${passedOf(near, report.examples)}:`;
  return [head, pen.block(codeShown(near, target))];
}

function nearest({ standing }: Placed, report: Report) {
  const isOver = report.job === 'synthesis' && report.state.kind !== 'running';
  return isOver && standing.kind === 'current' && passing(report).length === 0 ? nearestOf(report)[0] : undefined;
}

/** The failing examples, each once: of the nearest candidate where none passes, else of all samples. */
function failing(placed: Placed, report: Report, pen: Pen): string | undefined {
  const { standing } = placed;
  const accepted = refuted(standing);
  const near = nearest(placed, report);
  if (standing.kind === 'accepted' && !accepted) return undefined;
  const shown = accepted ? [accepted] : near ? [near] : report.candidates;
  const text = failuresInText(report, shown);
  return text === undefined ? undefined : pen.block(text, 'text');
}

/** Says that programs that pass differ, and on which input. Where there are links, one of them answers. */
function asking(report: Report, { question, links }: FunctionContext, pen: Pen): string[] {
  if (question === undefined) return [];
  const { call, answers, model } = question;
  const behaviours = behavioursInWords(report);
  const why = behaviours === undefined ? unpinnedInWords(report) : `The programs that pass have ${behaviours}.`;
  const how = links === undefined ? ' A code action adds the right answer as an example.' : '';
  const said = model && ` The model says ${model.kind === 'raises' ? '' : '→ '}${pen.code(answerInWords(model))}.`;
  const shown = answers.slice(0, MOST_ANSWERS).map((one) => `${pen.code(answerInWords(one))} ${shareInWords(one)}`);
  const more = answers.length - shown.length;
  return [
    `${why ?? ''} What should ${pen.code(call)} give?${how}${said ?? ''}`.trim(),
    [...shown, ...(more > 0 ? [`${more} more`] : [])].join(' · '),
  ];
}

/** The caveats of the best candidate. */
function caveats({ standing }: Placed, { candidates: [best], job }: Report, pen: Pen): string[] {
  const shown = standing.kind === 'accepted' ? standing.candidate : best;
  if (!shown) return [];
  const who = job === 'verification' ? 'The present body' : 'This candidate';
  return caveatsOf(shown).map((one) => `${who}: ${pen.text(one)}`);
}

/** What was not run: samples without a program, and examples. */
function unrun({ samples: { refused }, note, notRun }: Report, pen: Pen): string[] {
  return [
    ...refused.slice(0, MOST).map(({ reason, count }) => `${counted(count, 'sample')} refused: ${pen.text(reason)}`),
    ...(note === undefined ? [] : [pen.text(note)]),
    ...notRun
      .slice(0, MOST)
      .map(({ source, reason }) => `Not run: ${pen.code(labelOf({ source }, SHOWN))} ${pen.text(reason)}`),
    ...(notRun.length > MOST ? [`and ${counted(notRun.length - MOST, 'other example')} not run`] : []),
  ];
}

/** The course of the synthesis: repairs, hints, the history. */
function course(report: Report, pen: Pen): string | undefined {
  const drawn = report.history?.drawn;
  const heldBack = report.examples.filter((example) => example.heldBack).length;
  const parts = [
    roundsInWords(report),
    heldBack === 0 ? undefined : `${counted(heldBack, 'example')} not shown to the model`,
    ...(report.hints ?? []).map((hint) => `hint: ${hint}`),
    drawn === undefined
      ? undefined
      : `answered from the history of ${dayAndTime(drawn)}: the model was not asked again`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : pen.text(parts.join(' · '));
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
