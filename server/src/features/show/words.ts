/** The phrases that lenses, hovers, actions, progress and messages share. */
import type { CandidateReport, Example, ExampleKind, Report } from '../../../../protocol/index.ts';
import { guessWithChance } from '../../report/searchWords.ts';
import { counted } from '../../support/counted.ts';
import { shortened } from '../../support/printable.ts';
import { passingSamples } from '../reports.ts';

const nouns: Readonly<Record<ExampleKind, string>> = {
  assert: 'assert',
  try: 'example',
  with: 'example',
  doctest: 'doctest',
  pytest: 'test',
  unittest: 'test',
};

/** `2 asserts`, `1 doctest`, or `3 examples` for several kinds. */
export function examplesInWords(examples: readonly Pick<Example, 'kind'>[]): string {
  const kinds = new Set(examples.map(({ kind }) => nouns[kind]));
  return counted(examples.length, kinds.size === 1 ? [...kinds][0]! : 'example');
}

/** `60% (6 of 10)` */
export function rate(part: number, whole: number): string {
  return whole === 0 ? 'no samples yet' : `${percentage(part, whole)}% (${part} of ${whole})`;
}

/** A percentage, which is never rounded to 0 or 100. */
function percentage(part: number, whole: number): number {
  if (part === 0 || part === whole) return (100 * part) / whole;
  return Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}

/** `8 of 10 samples · 5 pass` while samples arrive; `2 of 3 examples` while the present body runs. */
export function progressInWords(report: Report): string {
  if (report.job === 'verification') {
    const judged = report.candidates[0]?.verdicts.length ?? 0;
    return `${judged} of ${counted(report.examples.length, 'example')}`;
  }
  const { received, requested } = report.samples;
  const { rounds = [] } = report;
  const repair = rounds.at(-1)?.sampler === 'search' ? 'search' : `repair ${rounds.length - 1}`;
  const repairing = rounds.length > 1 ? `${repair} · ` : '';
  const drawn = `${repairing}${received} of ${counted(requested, 'sample')}`;
  return isJudged(report) ? `${drawn} · ${passes(passingSamples(report))}` : drawn;
}

/** Whether any sample has a result yet. */
function isJudged({ candidates, samples }: Report): boolean {
  return samples.refused.length > 0 || candidates.some((one) => one.refused !== undefined || one.verdicts.length > 0);
}

/** 0 to 100. */
export function progressPercentage(report: Report): number {
  if (report.job === 'verification') {
    return ratio(report.candidates[0]?.verdicts.length ?? 0, report.examples.length);
  }
  return ratio(report.samples.received, report.samples.requested);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.floor((100 * part) / whole));
}

/** `5 pass`, `one passes`, `none passes` */
function passes(count: number): string {
  return count < 2 ? `${count === 0 ? 'none' : 'one'} passes` : `${count} pass`;
}

/** The result of a finished report: `3 of 10 pass`, `none of 10 passes`; for the present body, `passes all 3 asserts`. */
export function resultInWords(report: Report): string {
  if (report.job === 'verification') return bodyInWords(report);
  const { received } = report.samples;
  if (received === 0) return 'no samples';
  const count = passingSamples(report);
  const guess = guessWithChance(report);
  if (guess !== undefined) return guess;
  return count === 0 ? `none of ${received} passes` : `${count} of ${received} ${count === 1 ? 'passes' : 'pass'}`;
}

function bodyInWords(report: Report): string {
  const body = report.candidates[0];
  if (!body) return 'not run';
  if (body.passed) return `passes ${allOf(report.examples)}`;
  if (body.refused) return shortened(body.refused, 80);
  return passedOf(body, report.examples);
}

function allOf(examples: readonly Example[]): string {
  return examples.length === 1 ? `its ${examplesInWords(examples)}` : `all ${examplesInWords(examples)}`;
}

/** `passes 2 of 3 asserts` */
export function passedOf(candidate: CandidateReport, examples: readonly Example[]): string {
  return `passes ${passedBy(candidate)} of ${examplesInWords(examples)}`;
}

/** `fails 1 of 3 asserts` */
export function failedOf(candidate: CandidateReport, examples: readonly Example[]): string {
  return `fails ${examples.length - passedBy(candidate)} of ${examplesInWords(examples)}`;
}

function passedBy({ verdicts }: CandidateReport): number {
  return verdicts.filter(({ status }) => status === 'pass').length;
}
