/** Every sentence with counts in it reads right for none, one and two. */
import { expect, it } from 'vitest';
import type { Report } from '../../protocol/index.ts';
import { outcomeOf } from '../../server/src/features/runs/wholeOutcome.ts';
import { functionHover } from '../../server/src/features/show/functionHover.ts';
import { penFor } from '../../server/src/features/show/markdown.ts';
import {
  examplesInWords,
  failedOf,
  passedOf,
  progressInWords,
  rate,
  resultInWords,
} from '../../server/src/features/show/words.ts';
import { roundsInWords } from '../../server/src/report/course.ts';
import { suspicionInWords } from '../../server/src/report/doubts.ts';
import { guessInWords } from '../../server/src/report/searchWords.ts';
import { unpinnedInWords } from '../../server/src/report/unpinned.ts';
import { counted } from '../../server/src/support/counted.ts';
import { candidate, pass, placed, report, returned, specify } from './reports.ts';

const counts = [0, 1, 2];
const pairs = counts.flatMap((whole) => counts.filter((part) => part <= whole).map((part) => [part, whole] as const));
const examples = specify().examples;

/** A report with so many samples, of which so many pass, on so many examples. */
function reportOf(part: number, whole: number, count: number, more: Partial<Report> = {}): Report {
  const given = examples.slice(0, count);
  const candidates = [
    ...(part > 0
      ? [
          candidate(
            '1',
            part,
            given.map(() => pass),
          ),
        ]
      : []),
    ...(whole > part
      ? [
          candidate(
            '2',
            whole - part,
            given.map(() => returned('0')),
            'return 0',
          ),
        ]
      : []),
  ];
  return report(candidates, { examples: given, samples: { requested: whole, received: whole, refused: [] }, ...more });
}

const running = { state: { kind: 'running' as const } };
const reports = pairs.flatMap(([part, whole]) =>
  counts.flatMap((count) => [
    reportOf(part, whole, count),
    reportOf(part, whole, count, running),
    reportOf(part, whole, count, { job: 'verification' }),
  ]),
);

const said: Readonly<Record<string, () => (string | undefined)[]>> = {
  counted: () => counts.flatMap((one) => ['sample', 'function', 'other example'].map((noun) => counted(one, noun))),
  examples: () => counts.map((count) => examplesInWords(examples.slice(0, count))),
  rates: () => pairs.map(([part, whole]) => rate(part, whole)),
  results: () => reports.map(resultInWords),
  progress: () => reports.map(progressInWords),
  'parts of the examples': () =>
    reports.flatMap((one) =>
      one.candidates.flatMap((body) => [passedOf(body, one.examples), failedOf(body, one.examples)]),
    ),
  hovers: () => reports.map((one) => functionHover(placed(one), penFor('plaintext'))),
  rounds: () =>
    pairs.map(([passing, received]) => {
      const round = { requested: received, received, passing };
      return roundsInWords({ rounds: [round, round, round] } as unknown as Report);
    }),
  guesses: () =>
    reports.map((one) => {
      const candidates = one.candidates.map((each) => ({ ...each, searched: { how: 'fold', rank: 1 } }));
      return guessInWords({ ...one, candidates, evidence: { fits: 2, near: 0 } });
    }),
  'small changes': () => pairs.map(([unnoticed, tried]) => unpinnedInWords({ changes: { unnoticed, tried } })),
  suspicions: () =>
    pairs
      .filter(([part]) => part > 0)
      .map(([part, whole]) =>
        suspicionInWords({ example: 0, line: 1, expected: '1', instead: '2', samples: part, weight: part / whole }, 80),
      ),
  'whole files': () =>
    counts.flatMap((count) => {
      const functions = Array.from({ length: count }, (_, at) => ({ name: `f${at}`, report: reportOf(1, 1, 1) }));
      return outcomeOf('words.py', { functions, text: '', fills: new Map() }).message;
    }),
};

const NOUNS = 'sample|assert|example|function|change|test|doctest|outcome|candidate|behaviour|stub';

it.each(Object.keys(said))('%s', (name) => {
  const sentences = said[name]!().filter((one) => one !== undefined);
  expect(sentences.length).toBeGreaterThan(0);
  for (const sentence of sentences) {
    expect(sentence).not.toMatch(new RegExp(`(?<![\\d.])1 (?:small )?(?:${NOUNS})s\\b`));
    expect(sentence).not.toMatch(new RegExp(`(?<![\\d.])(?:0|[2-9]|\\d\\d+) (?:${NOUNS})\\b(?!s)`));
    // “1 of 2 passes” is right; “1 passes” and “1 of 2 pass” are not.
    expect(sentence).not.toMatch(
      /(?<!of )\b1 passes|\b1 of \d+ pass\b|\b[02-9] of \d+ passes\b|(?<!of )\b[02-9] passes/,
    );
    expect(sentence).not.toMatch(/no samples(?: yet)? of|\bNaN\b|undefined|no samples yet pass/);
  }
});
