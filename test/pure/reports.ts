/** Reports for tests of hovers, lenses and actions, on a specification from real source. */
import type { CandidateReport, Report, Specification, Verdict } from '../../protocol/index.ts';
import { type Entry, type Placed, standingOf } from '../../server/src/features/reports.ts';
import { loadParser, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';

await loadParser();

export const source = `def first_word(text):
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two") == "one"
`;

export function specify(text = source, name = 'first_word'): Specification {
  const document = new PythonDocument('/project/words.py', text);
  const specification = specificationOf(document, name, {});
  document.dispose();
  if ('error' in specification) throw new Error(specification.error);
  return specification;
}

export const pass: Verdict = { status: 'pass', integrity: 'boundary', ms: 1 };
export const returned = (actual: string, expected = "'hello'"): Verdict => ({
  status: 'fail',
  integrity: 'boundary',
  expected,
  actual,
  ms: 1,
});
export const raised = (message: string): Verdict => ({ status: 'error', integrity: 'boundary', message, ms: 1 });

export function candidate(id: string, samples: number, verdicts: Verdict[], body = 'return text'): CandidateReport {
  const solution = `def first_word(text):\n    """Return the first word of text."""\n    ${body}\n`;
  return { id, samples, solution, passed: verdicts.every(({ status }) => status === 'pass'), verdicts, edits: [] };
}

/** A report; its samples are counted from its candidates. */
export function report(candidates: CandidateReport[], more: Partial<Report> = {}): Report {
  const { examples, fingerprint } = specify();
  const received = candidates.reduce((sum, { samples }) => sum + samples, 0);
  const passing = candidates.filter(({ passed }) => passed).reduce((sum, { samples }) => sum + samples, 0);
  return {
    file: '/project/words.py',
    function: 'first_word',
    fingerprint,
    state: { kind: 'done' },
    job: 'synthesis',
    examples,
    notRun: [],
    samples: { requested: 10, received, refused: [] },
    candidates,
    passRate: received === 0 ? 0 : passing / received,
    sampler: 'search',
    sandbox: { tier: 'partial' },
    seconds: 1.25,
    ...more,
  };
}

export function placed(
  made: Report | undefined,
  { now = source, ...more }: Partial<Entry> & { now?: string } = {},
): Placed {
  const entry: Entry = {
    name: 'first_word',
    specification: specify(),
    text: source,
    phase: 'ended',
    report: made,
    ...more,
  };
  const specification = specify(now);
  return { entry, specification, standing: standingOf(entry, specification) };
}
