/** Judges one case with plain Python and with `assay verify`. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assayJson } from '../servers/terminal.ts';
import type { Reference, ReferenceServer } from './reference.ts';
import type { Case } from './specs.ts';

/** `unverified` is neither: the body ran across the boundary, and no example that can cross failed. */
type Outcome = 'accepted' | 'rejected' | 'unverified' | 'refused' | 'error';

export interface Compared {
  readonly case: Case;
  readonly bodies: readonly ComparedBody[];
  /** Tests that pytest collects, against what Assay names. */
  readonly tests: number;
  readonly examples: number;
  readonly notRun: readonly string[];
  /** Faults of the case itself: the reference disagrees with the specification about a body. */
  readonly unsound: readonly string[];
  /** Assay's, for both of its runs. */
  readonly seconds: number;
}

interface ComparedBody {
  /** `present` for the body in the file, `original` for the same text as a candidate. */
  readonly id: string;
  readonly what: string;
  readonly reference: boolean;
  readonly assay: Outcome;
  readonly agrees: boolean;
  /** Each integrity that its verdicts have. */
  readonly integrity: readonly string[];
  /** An explanation for a disagreement. */
  readonly why: string;
}

const nothing = { bodies: [], examples: 0, notRun: [], seconds: 0 };

export async function compare(
  one: Case,
  python: string,
  server: ReferenceServer,
  referenceOnly: boolean,
): Promise<Compared> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'assay-differential-')));
  try {
    const folder = path.join(root, 'case');
    for (const [name, text] of one.files) {
      const full = path.join(folder, name);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
    const reference = await server.judge(folder, one);
    if (referenceOnly)
      return { ...nothing, case: one, tests: reference.bodies[0]!.tests, unsound: unsound(one, reference) };
    const given = [
      ...(reference.stub ? [] : [{ id: 'original', solution: reference.original }]),
      ...one.bodies.map(({ id, text }) => ({ id, solution: text })),
    ];
    const candidates = path.join(root, 'candidates.jsonl');
    writeFileSync(candidates, given.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const options = [`${one.file}::${one.target}`, '--interpreter', python];
    const present = await assayJson(['verify', ...options], folder);
    const others = await assayJson(['verify', ...options, '--candidates', candidates], folder);
    return joined(one, reference, [present, others]);
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Verified = Awaited<ReturnType<typeof assayJson>>;

function joined(one: Case, reference: Reference, [present, others]: readonly [Verified, Verified]): Compared {
  const known = reference.bodies[0]!;
  const bodies = [
    { ...known, what: reference.stub ? 'a stub' : 'as it stands', run: present },
    ...(reference.stub ? [] : [{ ...known, id: 'original', what: 'as it stands, given', run: others }]),
    ...reference.bodies.slice(1).map((body, index) => ({ ...body, what: one.bodies[index]!.what, run: others })),
  ];
  return {
    case: one,
    bodies: bodies.map(({ id, what, accepted, run, output }) => {
      const found = outcomeOf(run, id);
      return {
        id,
        what,
        reference: accepted,
        assay: found.outcome,
        agrees: found.outcome === 'unverified' || found.outcome === (accepted ? 'accepted' : 'rejected'),
        integrity: found.integrity,
        why: accepted ? found.why : `${found.why}\n${output}`,
      };
    }),
    tests: known.tests,
    examples: others.object?.examples?.length ?? 0,
    notRun: (others.object?.notRun ?? []).map(
      (left: { line: number; reason: string }) => `line ${left.line}: ${left.reason}`,
    ),
    unsound: unsound(one, reference),
    seconds: (present.object?.seconds ?? 0) + (others.object?.seconds ?? 0),
  };
}

function unsound(one: Case, { bodies, stub }: Reference): string[] {
  const expected = [!stub, ...one.bodies.map(({ right }) => right)];
  return bodies.flatMap(({ id, accepted, output }, index) =>
    accepted === expected[index] ? [] : [`${id} is ${accepted ? 'accepted' : 'rejected'} by ${one.runner}\n${output}`],
  );
}

interface Found {
  readonly outcome: Outcome;
  readonly integrity: readonly string[];
  readonly why: string;
}

function outcomeOf({ code, object, stderr }: Verified, id: string): Found {
  const candidate = object?.candidates?.find((one: { id: string }) => one.id === id);
  if (!candidate) return { outcome: 'error', integrity: [], why: `exit code ${code}: ${object?.error ?? stderr}` };
  const verdicts: { status: string; integrity: string; message?: string; expected?: string; actual?: string }[] =
    candidate.verdicts ?? [];
  const why = [candidate.refused, ...verdicts.filter(({ status }) => status !== 'pass').map(toldOf)];
  const outcome = candidate.refused
    ? 'refused'
    : candidate.passed
      ? 'accepted'
      : candidate.unverified
        ? 'unverified'
        : 'rejected';
  return {
    outcome,
    integrity: [...new Set(verdicts.map(({ integrity }) => integrity))],
    why: why.filter(Boolean).join('\n'),
  };
}

function toldOf({
  status,
  message,
  expected,
  actual,
}: {
  status: string;
  message?: string;
  expected?: string;
  actual?: string;
}): string {
  return [status, message, expected && `expected ${expected}, got ${actual}`].filter(Boolean).join(': ');
}
