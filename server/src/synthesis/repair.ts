/** Which failed candidates go back to the model, and what is said to them. */
import type { CandidateReport, Report, Specification, TextEdit } from '../../../protocol/index.ts';
import type { Outcome, TracedLine } from '../execution/index.ts';
import { type FailedExample, repairFeedback } from '../sampling/prompts/repairPrompt.ts';
import type { Turn } from '../sampling/sampler.ts';
import type { Redactor } from '../support/redaction.ts';

/** Conversations that one round goes on with: more would leave each too few samples. */
const MOST = 3;

/** Characters of a program that is worth sending back: a longer one is no function. */
const LONGEST = 12_000;

/** The best that failed, first of each behaviour: they are distinct ways to be wrong. None that has been sent back before. */
export function worthRepair({ candidates }: Report, sent: ReadonlySet<string>, limit: number): CandidateReport[] {
  const failed = candidates.filter(
    ({ id, refused, verdicts }) => refused === undefined && verdicts.length > 0 && !sent.has(id),
  );
  const first = failed.filter((one, at) => failed.findIndex(({ cluster }) => cluster === one.cluster) === at);
  return [...first, ...failed.filter((one) => !first.includes(one))].slice(0, Math.min(MOST, limit));
}

/** Is there nothing to accept, and something to learn from? */
export function needsRepair({ candidates, examples }: Report): boolean {
  return examples.length > 0 && !candidates.some(({ passed, unverified }) => passed || unverified);
}

/** `outcomes` of the program in `answer`, run with a trace. Undefined where no example says what is wrong, and where it is too long to be sent. */
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
    // Of the example that is shown first alone: one call followed closely says more than many in passing.
    if (failed.length === 1 && outcome.trace) trace = traceInWords(outcome.trace, redactor);
  });
  if (failed.length === 0) return undefined;
  const feedback = repairFeedback({ failed, examples: outcomes.length, ...(trace !== undefined && { trace }) });
  return { answer: redactor.code(answer), feedback };
}

/** `total = n  # total = 3; returned 3`, a line each. */
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

/** A candidate's whole program: what it would put above the function, and the function. */
export function answerOf(
  { solution, edits }: { readonly solution: string; readonly edits: readonly TextEdit[] },
  { target: { range } }: Specification,
): string {
  const before = (one: { line: number; character: number }, other: typeof one) =>
    one.line < other.line || (one.line === other.line && one.character <= other.character);
  // Below the function nothing is put but its own body.
  const above = edits
    .filter((edit) => before(edit.range.end, range.start))
    .sort((one, other) => (before(one.range.start, other.range.start) ? -1 : 1))
    .map(({ newText }) => atTheMargin(newText))
    .filter(Boolean);
  return [...above, `${atTheMargin(solution)}\n`].join('\n\n\n');
}

/** What stands in a class is indented with it. */
function atTheMargin(text: string): string {
  const lines = text
    .replaceAll('\r\n', '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const indent = /^[ \t]*/.exec(lines[0]!)![0];
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
}
