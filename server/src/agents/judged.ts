/** A candidate of a report as an agent is told about it. */
import type { CandidateReport, Report, Verdict } from '../../../protocol/index.ts';
import { caveatsOf } from '../report/caveats.ts';
import { type Bounds, listed, sourceIn, valueIn } from './bounds.ts';
import type { Subject } from './desk.ts';
import { placeOf } from './examplesOf.ts';
import type { CandidateShown, Judged } from './outputs.ts';

export function judgedIn(report: Report, candidate: CandidateReport, subject: Subject, bounds: Bounds): Judged {
  const verdict = verdictOf(candidate);
  const failing = candidate.verdicts.flatMap((one, index) => (one.status === 'pass' ? [] : [{ one, index }]));
  const { shown, more } = listed(failing, bounds, ({ one, index }) => {
    const example = report.examples[index]!;
    return { at: placeOf(example, subject), source: sourceIn(example, bounds), ...told(one, bounds) };
  });
  const notes = caveatsOf(candidate).map((one) => valueIn(one, bounds));
  return {
    verdict,
    ...whyOf(candidate, verdict, bounds),
    passed: passedBy(candidate),
    ...integrityOf(candidate),
    failing: shown,
    moreFailing: more,
    notes: notes.slice(0, bounds.list),
  };
}

export function candidateIn(candidate: CandidateReport, id: string, bounds: Bounds): CandidateShown {
  const verdict = verdictOf(candidate);
  return { id, verdict, ...whyOf(candidate, verdict, bounds), passed: passedBy(candidate) };
}

function verdictOf(candidate: CandidateReport): Judged['verdict'] {
  if (candidate.refused !== undefined) return 'refused';
  if (candidate.unverified) return 'unverified';
  if (!candidate.passed) return 'fail';
  return isDoubtful(candidate) ? 'doubtful' : 'pass';
}

/** What a right program hardly does, and one that games its examples may. */
function isDoubtful({ overfits, unstable, orderDependent, unreached, changes }: CandidateReport): boolean {
  return Boolean(overfits || unstable || orderDependent || unreached || changes);
}

function whyOf(candidate: CandidateReport, verdict: Judged['verdict'], bounds: Bounds): { why?: string } {
  if (verdict === 'refused') return { why: valueIn(`It ${candidate.refused}.`, bounds) };
  if (verdict === 'doubtful' || verdict === 'unverified') {
    const [first] = caveatsOf(candidate);
    return first === undefined ? {} : { why: valueIn(first, bounds) };
  }
  if (verdict === 'fail') return { why: `It fails ${candidate.verdicts.length - passedBy(candidate)} examples.` };
  return {};
}

function passedBy({ verdicts }: CandidateReport): number {
  return verdicts.filter(({ status }) => status === 'pass').length;
}

/** The weakest of its verdicts'. */
function integrityOf({ verdicts }: CandidateReport): Pick<Judged, 'integrity'> {
  const weakest = (['in-process', 'boundary', 'confined'] as const).find((one) =>
    verdicts.some(({ integrity }) => integrity === one),
  );
  return weakest === undefined ? {} : { integrity: weakest };
}

function told({ status, expected, actual, difference, message }: Verdict, bounds: Bounds) {
  const said = { expected, actual, difference, message };
  const given = Object.entries(said).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, valueIn(text, bounds)] as const],
  );
  return { status, ...Object.fromEntries(given) };
}
