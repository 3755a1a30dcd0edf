import path from 'node:path';
import type { CandidateReport, Example, Report, Verdict } from '../../../protocol/index.ts';
import { tokensInWords } from '../../../protocol/tokens.ts';
import { answerInWords, modelInWords, weightInWords } from '../report/answerWords.ts';
import { caveatsOf } from '../report/caveats.ts';
import { dayAndTime, roundsInWords } from '../report/course.ts';
import { suspicionInWords } from '../report/doubts.ts';
import { labelOf } from '../report/exampleLabel.ts';
import { nearestOf } from '../report/nearest.ts';
import { foundInWords, guessWithChance } from '../report/searchWords.ts';
import { unpinnedInWords } from '../report/unpinned.ts';
import { confidenceInWords } from '../selection/confidence.ts';
import { printable, printableLines, shortened, shownValue } from '../support/printable.ts';
import { inTerminal } from './words.ts';

const marks: Readonly<Record<Verdict['status'], string>> = {
  pass: 'pass   ',
  fail: 'FAIL   ',
  error: 'ERROR  ',
  timeout: 'TIMEOUT',
  blocked: 'BLOCKED',
};

/** Lines of a candidate's code. */
const MOST_LINES = 40;

/** A line for each example with the candidate's result. */
export function verdictLines(report: Report, candidate: CandidateReport): string[] {
  if (candidate.refused !== undefined) return [`refused: ${printable(candidate.refused)}`];
  const lines = candidate.verdicts.map((verdict, index) => {
    const example = report.examples[index]!;
    return `${marks[verdict.status]} ${placeOf(example, report)}: ${labelOf(example)}${detail(verdict)}`;
  });
  return [...lines, ...caveatsOf(candidate).map(printable)];
}

/** `line 3`, or `tests/test_words.py line 3` for another file. */
function placeOf({ file, line }: Pick<Example, 'file' | 'line'>, report: Report): string {
  const other = file === report.file ? '' : `${printable(path.relative(path.dirname(report.file), file))} `;
  return `${other}line ${line}`;
}

function detail(verdict: Verdict): string {
  if (verdict.status === 'pass') return '';
  const parts: string[] = [];
  if (verdict.actual !== undefined) parts.push(`got ${shownValue(verdict.actual, 80)}`);
  if (verdict.expected !== undefined && verdict.actual !== undefined)
    parts.push(`not ${shownValue(verdict.expected, 80)}`);
  const values = parts.join(', ');
  const message = verdict.message === undefined ? '' : shortened(verdict.message, 160);
  // The variables of a loop are in brackets.
  const all = values && message ? values + (message.startsWith('(') ? ' ' : ', ') + message : values + message;
  const lines = [all, verdict.difference === undefined ? '' : shortened(verdict.difference, 200)];
  return lines.map((line) => (line === '' ? '' : `\n          ${line}`)).join('');
}

export function notRunLines(report: Report): string[] {
  const leftOut = (report.leftOut ?? []).map(({ message }) => `left out: ${printable(message)}`);
  const notRun = report.notRun.map(
    (one) => `not run ${placeOf(one, report)}: ${labelOf(one)}\n          ${printable(one.reason)}`,
  );
  return [...notRun, ...leftOut];
}

/** The nearest candidates with their code, for a function without one to accept. */
export function nearestLines(report: Report): string[] {
  return nearestOf(report).flatMap((candidate, at) => {
    const passed = candidate.verdicts.filter(({ status }) => status === 'pass').length;
    const share = `${candidate.samples} of ${report.samples.received} samples, passes ${passed} of ${report.examples.length}`;
    const code = printableLines(candidate.solution).trimEnd().split('\n');
    const lines = [
      `${at === 0 ? 'The nearest candidate' : 'Another'}, ${share}:`,
      ...code.slice(0, MOST_LINES).map((line) => `  ${line}`),
      ...(code.length > MOST_LINES ? [`  … and ${code.length - MOST_LINES} more lines`] : []),
      ...verdictLines(report, candidate),
    ];
    const unverified = 'It passed in its own process only: --accept-unverified accepts it.';
    return [lines.join('\n  '), ...(candidate.unverified ? [unverified] : [])];
  });
}

/** `60% (6 of 10)`. */
export function rate(report: Report): string {
  const { received } = report.samples;
  const percent = Math.round(100 * report.passRate);
  return `${percent}% (${Math.round(report.passRate * received)} of ${received})`;
}

/** Sums up the samples of a synthesis in a sentence or two. */
export function summary(report: Report): string {
  const { requested, refused } = report.samples;
  const by = [report.sampler, report.model]
    .filter(Boolean)
    .map((one) => printable(one!))
    .join(', ');
  const guess = guessWithChance(report);
  const passing =
    report.samples.received === 0 ? 'no samples' : guess === undefined ? `${rate(report)} samples pass` : guess;
  const lines = [
    `${printable(report.function)}: ${passing}${by ? `, drawn by ${by}` : ''}; sandbox ${report.sandbox.tier}.`,
  ];
  // The search can't know in advance how many programs it will find.
  if (report.samples.received < requested && report.sampler !== 'search') lines[0] += ` ${requested} were asked for.`;
  const how = report.candidates[0]?.passed ? foundInWords(report.candidates[0]) : undefined;
  if (how !== undefined) lines.push(`${how[0]!.toUpperCase()}${how.slice(1)}.`);
  const rounds = roundsInWords(report);
  if (rounds !== undefined) lines.push(`${rounds}.`);
  if (report.history?.drawn !== undefined) {
    lines.push(`Answered from the history of ${dayAndTime(report.history.drawn)}; --fresh asks the model again.`);
  }
  if (report.tokens) lines.push(`${tokensInWords(report.tokens)}.`);
  if (report.note !== undefined) lines.push(inTerminal(report.note));
  const heldBack = report.examples.filter((one) => one.heldBack).map(({ line }) => line);
  if (heldBack.length > 0)
    lines.push(`Not shown to the model, as a check: the example on line ${heldBack.join(', ')}.`);
  if (report.confidence !== undefined) lines.push(`The first candidate: ${confidenceInWords(report.confidence)}.`);
  lines.push(...behaviourLines(report), ...suspicionLines(report));
  for (const { reason, count } of refused) lines.push(`${count} refused: ${printable(reason)}`);
  return lines.join('\n');
}

function suspicionLines({ suspicious = [], ...report }: Report): string[] {
  return suspicious.map(
    (one) => `${placeOf({ ...report.examples[one.example]!, line: one.line }, report)}: ${suspicionInWords(one, 80)}`,
  );
}

/** That programs that pass differ, on which input, and how to settle it. */
function behaviourLines(report: Report): string[] {
  const { behaviours, questions: [question] = [] } = report;
  if (behaviours === undefined) return [];
  const differ =
    behaviours.count > 1
      ? `The programs that pass have ${behaviours.count} behaviours`
      : unpinnedInWords(report)?.slice(0, -1);
  if (differ === undefined) return [];
  if (!question) return [`${differ}, on inputs that no example could hold.`];
  const answers = question.answers.map((one) => `${answerInWords(one)} (${weightInWords(one)})`);
  const model = modelInWords(question);
  const said = model === undefined ? '' : ` ${model[0]!.toUpperCase()}${model.slice(1)}.`;
  return [`${differ}: ${printable(question.call)} gives ${answers.join(', ')}.${said} --ask settles it.`];
}
