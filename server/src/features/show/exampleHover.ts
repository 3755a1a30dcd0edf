/** The hover of one example: its pass rate, and the wrong values of the candidates. */
import type { Report } from '../../../../protocol/index.ts';
import { timeOfThen } from '../../report/course.ts';
import { indexesInReport, type Placed } from '../reports.ts';
import { exampleRate, failureOf } from './failures.ts';
import type { Pen } from './markdown.ts';
import { rate } from './words.ts';

/** Undefined where `isListed`, and the diagnostic at the example says as much. */
export function exampleHover(
  placed: Placed,
  index: number,
  pen: Pen,
  { isListed, now = new Date() }: { readonly isListed: boolean; readonly now?: Date | undefined },
): string | undefined {
  const { entry, standing } = placed;
  const { report, failure } = entry;
  const assay = pen.strong('Assay');
  if (!report) return [assay, failure === undefined ? 'Waiting to run.' : pen.text(failure)].join('\n\n');
  const since = entry.restored ? ` · ${timeOfThen(entry.restored.at, now)}` : '';
  const stale = (standing.kind === 'stale' ? ` · ${pen.strong('stale')}` : '') + since;
  const unrun = indexesInReport(placed, index, report.notRun).map((at) => report.notRun[at]!);
  const cases = indexesInReport(placed, index, report.examples);
  if (unrun.length + cases.length === 0)
    return `${assay} this example was not there when the samples were run${stale}. Synthesize again.`;
  const named = (id: string | undefined) => (id === undefined ? '' : `${pen.code(id)} `);
  const isSaid = isListed && report.job === 'verification' && stale === '';
  const parts = [
    ...cases.flatMap((at) => {
      if (isSaid && saysAll(report, at)) return [];
      const failure = failureOf(report, at, report.candidates);
      return [
        `${assay} ${named(report.examples[at]!.case)}${resultOf(report, at)}${stale}`,
        ...(failure === undefined ? [] : [pen.block(failure, 'text')]),
      ];
    }),
    ...unrun.map(({ case: id, reason }) => `${assay} ${named(id)}not run${stale}: ${pen.text(reason)}`),
  ];
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

/** Whether the diagnostic of a failure has all that there is. */
function saysAll({ candidates }: Report, index: number): boolean {
  const verdict = candidates[0]?.verdicts[index];
  return verdict !== undefined && verdict.status !== 'pass' && verdict.difference === undefined;
}

/** `60% (6 of 10) of the samples pass this example`, or whether the present body passes it. */
function resultOf(report: Report, index: number): string {
  if (report.job === 'synthesis') {
    const { part, whole } = exampleRate(report, index);
    if (whole === 0) return 'no samples yet';
    const shown = report.examples[index]?.heldBack ? ', which was not shown to the model' : '';
    return `${rate(part, whole)} of the samples pass this example${shown}`;
  }
  const status = report.candidates[0]?.verdicts[index]?.status;
  if (status === undefined) return 'the present body has not been run on this example';
  return `the present body ${status === 'pass' ? 'passes' : 'does not pass'} this example`;
}
