/** Chooses the failed candidates that go back to the model, and writes the feedback on them. */
import type { CandidateReport, Report, Specification, TextEdit } from '../../../protocol/index.ts';
import type { Outcome, TracedLine } from '../execution/index.ts';
import { type FailedExample, repairFeedback } from '../sampling/prompts/repairPrompt.ts';
import type { Turn } from '../sampling/sampler.ts';
import type { Redactor } from '../support/redaction.ts';

/** The most conversations in one round: more would leave too few samples for each. */
const MOST = 3;

/** The most characters of a program to send back: a longer one is not a function. */
const LONGEST = 12_000;

/** The best failed candidates, the first of each behaviour, without those that were sent back before. */
export function worthRepair({ candidates }: Report, sent: ReadonlySet<string>, limit: number): CandidateReport[] {
  const failed = candidates.filter(
    ({ id, refused, verdicts }) => refused === undefined && verdicts.length > 0 && !sent.has(id),
  );
  const first = failed.filter((one, at) => failed.findIndex(({ cluster }) => cluster === one.cluster) === at);
  return [...first, ...failed.filter((one) => !first.includes(one))].slice(0, Math.min(MOST, limit));
}

/** Whether no candidate can be accepted, but a failure gives feedback. */
export function needsRepair({ candidates, examples }: Report): boolean {
  return examples.length > 0 && !candidates.some(({ passed, unverified }) => passed || unverified);
}

/** The feedback from the `outcomes` of the program in `answer`, run with a trace. Undefined if no example shows a fault, or if it is too long. */
export function turnOf(
  answer: string,
  outcomes: readonly Outcome[],
  { examples }: Specification,
  redactor: Redactor,
): Turn | undefined {
  if (answer.length > LONGEST) return undefined;
  const { values } = redactor;
  const failed: FailedExample[] = [];
  let trace: string | undefined;
  outcomes.forEach((outcome, index) => {
    if (outcome.kind !== 'verdict' || outcome.verdict.status === 'pass') return;
    const { status, expected, actual, message } = outcome.verdict;
    failed.push({
      source: redactor.code(examples[index]!.source),
      status,
      ...(expected !== undefined && { expected: values(expected) }),
      ...(actual !== undefined && { actual: values(actual) }),
      ...(message !== undefined && { message: values(message) }),
    });
    // Only the first failing example has its trace: one detailed call is more useful than many short ones.
    if (failed.length === 1 && outcome.trace) trace = traceInWords(outcome.trace, redactor);
  });
  if (failed.length === 0) return undefined;
  const feedback = repairFeedback({ failed, examples: outcomes.length, ...(trace !== undefined && { trace }) });
  return { answer: redactor.code(answer), feedback };
}

/** A line for each traced one: `total = n  # total = 3; returned 3`. */
function traceInWords(lines: readonly TracedLine[], { values, code }: Redactor): string {
  return lines
    .map(({ text, values: changed, ended }) => {
      const said = [changed.map(([name, value]) => `${name} = ${value}`).join(', '), ended].filter(Boolean).join('; ');
      return said ? `${code(text)}  # ${values(oneLine(said))}` : code(text);
    })
    .join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

/** A candidate's whole program: the code that it inserts above the function, and the function. */
export function answerOf(
  { solution, edits }: { readonly solution: string; readonly edits: readonly TextEdit[] },
  { target: { range } }: Specification,
): string {
  const before = (one: { line: number; character: number }, other: typeof one) =>
    one.line < other.line || (one.line === other.line && one.character <= other.character);
  // All other edits are above the function or inside it.
  const above = edits
    .filter((edit) => before(edit.range.end, range.start))
    .sort((one, other) => (before(one.range.start, other.range.start) ? -1 : 1))
    .map(({ newText }) => atTheMargin(newText))
    .filter(Boolean);
  return [...above, `${atTheMargin(solution)}\n`].join('\n\n\n');
}

/** Dedents code from inside a class. */
function atTheMargin(text: string): string {
  const lines = text
    .replaceAll('\r\n', '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const indent = /^[ \t]*/.exec(lines[0]!)![0];
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
}
