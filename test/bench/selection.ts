/** `npm run bench:selection`: how often the first candidate is right, without and with questions, and how well its confidence is known. */
import { firstAfter } from '../../server/src/selection/answering.ts';
import { LIKELY } from '../../server/src/selection/confidence.ts';
import { Random } from '../../server/src/selection/random.ts';
import { interpreterOfBench } from './interpreter.ts';
import { rightBy, withoutData } from './selection/ablation.ts';
import { type Bin, calibrationError, crossValidated, observationOf, reliability } from './selection/calibration.ts';
import { type Case, casesOf, isRight, type Origin } from './selection/draws.ts';
import { type Further, further } from './selection/further.ts';
import { askedModel } from './selection/model.ts';
import { observed } from './selection/observed.ts';
import { drawn } from './selection/sets.ts';

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}`);
const interpreter = await interpreterOfBench();

for (const { name, set, k, draws } of drawn) {
  const tasks = await observed(set, interpreter);
  const cases = [...casesOf(tasks, k, draws)];
  const all = cases.length;
  const passing = cases.filter((one): one is Case => one !== undefined);
  const count = (test: (one: Case) => number) =>
    percent(
      passing.reduce((sum, one) => sum + test(one), 0),
      all,
    );
  const random = (one: Case) =>
    one.passers.reduce((sum, { id, samples }) => sum + (isRight(one, id) ? samples : 0), 0) / one.passing;
  console.log(`\n${name}: ${tasks.length} tasks, ${draws} draws`);
  console.log(`  with a passer            ${percent(passing.length, all)}`);
  console.log(`  random passer right      ${count(random)}`);
  console.log(`  most samples, shortest   ${count((one) => Number(isRight(one, mostSampled(one))))}`);
  console.log(`  first right              ${count((one) => Number(isRight(one, one.selection.order[0]!)))}`);
  for (const questions of [1, 2, 3]) {
    console.log(
      `  after ${questions} question${questions > 1 ? 's' : ' '}         ${count((one) => Number(isRight(one, afterQuestions(one, questions))))}`,
    );
  }
  console.log(`  any passer right         ${count((one) => Number(one.passers.some(({ id }) => isRight(one, id))))}`);
  for (const without of [[], ['boundary'], ['variant'], ['mixture'], ['constant']] as Origin[][]) {
    const left = [...casesOf(tasks, k, Math.min(draws, 10), without)];
    const right = left.reduce((sum, one) => sum + (one && isRight(one, one.selection.order[0]!) ? 1 : 0), 0);
    const after = left.reduce((sum, one) => sum + (one && isRight(one, afterQuestions(one, 1)) ? 1 : 0), 0);
    console.log(
      `  ${(without[0] ? `without ${without[0]} inputs` : `${left.length / tasks.length} draws`).padEnd(25)}${percent(right, left.length)}, after 1 question ${percent(after, left.length)}`,
    );
  }
  for (const accuracy of [0.9, 0.8, 0.7, 0.6]) {
    const random = new Random(`model ${accuracy}`);
    const asked = passing.map((one) => ({ one, ...askedModel(one, accuracy, random) }));
    const right = asked.reduce((sum, { one, first }) => sum + Number(isRight(one, first)), 0);
    const pairs = asked.reduce((sum, one) => sum + one.pairs, 0) / all;
    console.log(
      `  a model right in ${accuracy.toFixed(1)}    ${percent(right, all)}, ${pairs.toFixed(2)} pairs a task`,
    );
  }
  for (const [rule, right] of rightBy(passing)) console.log(`  ${rule.padEnd(27)}${percent(right, all)}`);
  for (const part of withoutData) console.log(`  ${part.padEnd(27)}no data in this set`);
  // With many draws of a task it would take hours.
  if (draws === 1) secondRound(await further(set, passing, interpreter), all);
  const observations = passing.map((one) => observationOf(one, draws));
  const chances = crossValidated(observations);
  const bins = reliability(observations, chances);
  console.log(`  expected calibration error, cross-validated  ${calibrationError(bins).toFixed(3)}`);
  const likely = observations
    .map((one, at) => ({ one, chance: chances[at]! }))
    .filter(({ chance }) => chance >= LIKELY);
  const weight = (some: readonly { one: { weight: number } }[]) => some.reduce((sum, { one }) => sum + one.weight, 0);
  const share = percent(
    weight(likely),
    observations.reduce((sum, one) => sum + one.weight, 0),
  );
  console.log(
    `  called likely right      ${share}, right of these ${percent(weight(likely.filter(({ one }) => one.right)), weight(likely))}`,
  );
  diagram(bins);
}

/** The gain of the second round of inputs, and its time. */
function secondRound(made: readonly Further[], all: number): void {
  const share = (test: (one: Further) => boolean) => percent(made.filter(test).length, all);
  const first = (one: Case) => isRight(one, one.selection.order[0]!);
  const asked = (one: Case) => isRight(one, afterQuestions(one, 1));
  const times = made.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  console.log(
    `  second round of inputs   ${share(({ before }) => first(before))} → ${share(({ after }) => first(after))}, after 1 question ${share(({ before }) => asked(before))} → ${share(({ after }) => asked(after))}`,
  );
  console.log(
    `    found something for ${made.filter(({ found }) => found > 0).length} of ${made.length}, median ${times[times.length >> 1]?.toFixed(0)} ms, longest ${times.at(-1)?.toFixed(0)} ms`,
  );
}

function afterQuestions({ passers, inputs, reference, selection }: Case, questions: number): string {
  return (reference && firstAfter(passers, inputs, reference, questions)) ?? selection.order[0]!;
}

function mostSampled({ passers }: Case): string {
  return [...passers].sort(
    (one, other) => other.samples - one.samples || one.solution.length - other.solution.length,
  )[0]!.id;
}

/** Prints the reliability diagram: the said chance against the measured one. */
function diagram(bins: readonly Bin[]): void {
  for (const { from, count, said, right } of bins) {
    if (count === 0) continue;
    const bar = Array.from({ length: 41 }, (_, at) =>
      at === Math.round(right * 40) ? '●' : at === Math.round(said * 40) ? '│' : '·',
    ).join('');
    console.log(
      `    ${from.toFixed(1)}–${(from + 0.1).toFixed(1)} ${bar} said ${said.toFixed(2)}, right ${right.toFixed(2)} (${count.toFixed(0)})`,
    );
  }
}
