import type { Question, Report } from '../../../protocol/index.ts';
import { answerEdit } from '../candidates/index.ts';
import { isExpression } from '../python/parser.ts';
import { printableLines } from '../support/printable.ts';
import { weigh } from '../synthesis/comparing.ts';
import { verify } from '../synthesis/verification.ts';
import { type Bounds, boundsOf, valueIn } from './bounds.ts';
import { type Desk, type Following, type Subject, withSubject } from './desk.ts';
import type { Input } from './inputs.ts';
import { candidateIn } from './judged.ts';
import type { CandidateShown, Output, QuestionShown } from './outputs.ts';
import { Refusal } from './refusal.ts';
import { checked, surroundingsOf, toolsOf } from './surroundings.ts';
import { sampleOf } from './verify.ts';

/** The input that tells candidates that pass apart; or the example that an answer to it makes. Throws Refusal. */
export async function question(
  desk: Desk,
  asked: Input<'question'>,
  following: Following,
): Promise<Output<'question'>> {
  const bounds = boundsOf(asked);
  return withSubject(desk, asked, async (subject) => {
    const { answer } = asked;
    if (answer) {
      const example = exampleFor(subject, answer);
      const report = await verify({ ...subject, candidates: [] }, toolsOf(desk, following));
      following.signal.throwIfAborted();
      const about = await surroundingsOf(desk, subject, report, bounds);
      return { ...about, of: 'answer', question: null, candidates: [], example };
    }
    const { of, texts } = programsOf(desk, subject, asked.candidates);
    const { report, drawn } = await weigh(subject, texts.map(sampleOf), toolsOf(desk, following));
    checked(report, following);
    const names = namesIn(drawn);
    const [first] = report.questions ?? [];
    return {
      ...(await surroundingsOf(desk, subject, report, bounds)),
      of,
      question: first ? questionIn(first, names, bounds) : null,
      candidates: candidatesIn(report, drawn, names, bounds),
    };
  });
}

function programsOf(
  desk: Desk,
  subject: Subject,
  given: readonly string[] | undefined,
): { of: 'candidates' | 'synthesis' | 'present'; texts: readonly string[] } {
  if (given) return { of: 'candidates', texts: given };
  const drawn = desk.drawn.of(subject);
  if (drawn.length > 0) return { of: 'synthesis', texts: drawn };
  const { target } = subject.specification;
  if (target.body === 'real') return { of: 'present', texts: [target.source] };
  throw new Refusal(`${target.name} has no body yet: give candidates, or call synthesize first.`);
}

type Names = ReadonlyMap<string, readonly string[]>;

/** By the id of a candidate: the numbers of the programs that gave it, in the order in which they were given. */
function namesIn(drawn: readonly (string | undefined)[]): Names {
  const names = new Map<string, string[]>();
  drawn.forEach((id, index) => {
    if (id !== undefined) names.set(id, [...(names.get(id) ?? []), String(index + 1)]);
  });
  return names;
}

export function questionIn({ call, answers }: Question, names: Names | undefined, bounds: Bounds): QuestionShown {
  return {
    call: valueIn(call, bounds),
    answers: answers.map(({ value, kind, candidates, weight }) => ({
      value: valueIn(value, bounds),
      ...(kind === 'raises' && { raises: true }),
      candidates: candidates.flatMap((id) => names?.get(id) ?? [id]).slice(0, bounds.list),
      weight,
    })),
  };
}

function candidatesIn(
  report: Report,
  drawn: readonly (string | undefined)[],
  names: Names,
  bounds: Bounds,
): CandidateShown[] {
  const judged = report.candidates.flatMap((one) =>
    (names.get(one.id) ?? []).map((name) => ({
      ...candidateIn(one, name, bounds),
      ...(one.cluster !== undefined && { behaviour: one.cluster }),
    })),
  );
  const [reason] = report.samples.refused.map((one) => one.reason);
  const refused = drawn.flatMap((id, index): CandidateShown[] =>
    id === undefined
      ? [{ id: String(index + 1), verdict: 'refused', why: valueIn(`It ${reason}.`, bounds), passed: 0 }]
      : [],
  );
  return [...judged, ...refused].sort((one, other) => Number(one.id) - Number(other.id)).slice(0, 50);
}

/** The example that says what is right, as the file would have it. Throws Refusal. */
function exampleFor(
  { document, specification }: Subject,
  { call, value, raises }: NonNullable<Input<'question'>['answer']>,
): { line: number; text: string } {
  if ((value === undefined) === (raises === undefined)) {
    throw new Refusal('Give either `value` or `raises` in the answer.');
  }
  for (const text of [call, ...(value === undefined ? [] : [value])]) {
    if (!isExpression(text)) throw new Refusal('`call` and `value` must be Python expressions in one line.');
  }
  const given =
    raises === undefined ? { value: value!, kind: 'value' as const } : { value: raises, kind: 'raises' as const };
  const { range, newText } = answerEdit(document, specification, { call, ...given });
  const lines = printableLines(newText);
  const text = lines.replace(/^\n+/, '');
  const before = lines.length - text.length;
  return { line: range.start.line + 1 + before, text: `${text.trimEnd()}\n` };
}
