/** What every answer says beside its result: which examples judged, where, and by which limits. */
import path from 'node:path';
import type { Report } from '../../../protocol/index.ts';
import { nothingToRun } from '../report/nothingToRun.ts';
import { printable } from '../support/printable.ts';
import type { JobTools } from '../synthesis/job.ts';
import type { Bounds } from './bounds.ts';
import type { Desk, Following, Subject } from './desk.ts';
import { examplesOf } from './examplesOf.ts';
import type { Surroundings } from './outputs.ts';
import { Refusal } from './refusal.ts';

export async function surroundingsOf(
  desk: Desk,
  subject: Subject,
  report: Report,
  bounds: Bounds,
): Promise<Surroundings> {
  const { specification, settings, interpreter, root } = subject;
  return {
    file: printable(path.relative(root, report.file).split(path.sep).join('/')),
    function: printable(report.function),
    examples: await examplesOf(subject, report, bounds, desk.env),
    sandbox: report.sandbox.tier,
    interpreter: printable(`${interpreter.path} (Python ${interpreter.version})`),
    limits: { timeout: specification.directive.timeout ?? settings.timeout, memory: settings.memory },
  };
}

export function toolsOf({ executor, history, redactor }: Desk, { signal, progress }: Following): JobTools {
  let last = '';
  const onReport = (report: Report) => {
    const said = progressOf(report);
    if (said !== last) progress(said);
    last = said;
  };
  return { executor, history, redactor, signal, onReport };
}

function progressOf({ samples, candidates, job }: Report): string {
  const passing = candidates.reduce((sum, one) => sum + (one.passed ? one.samples : 0), 0);
  const what = job === 'synthesis' ? 'samples' : 'candidates';
  return `${samples.received} of ${samples.requested} ${what} · ${passing} pass`;
}

/** Throws Refusal where the report has no verdict to give, or the abort's reason. */
export function checked(report: Report, { signal }: Following): Report {
  signal.throwIfAborted();
  if (report.state.kind === 'failed' && report.candidates.length === 0) throw new Refusal(report.state.message);
  if (report.examples.length === 0) {
    throw new Refusal(`${nothingToRun(report)} Write an assert below it, a doctest or a test, then try again.`);
  }
  if (report.state.kind === 'failed') throw new Refusal(report.state.message);
  return report;
}
