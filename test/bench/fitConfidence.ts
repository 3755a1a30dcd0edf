/** `npm run fit:confidence`: writes server/src/selection/confidenceTable.ts anew from the dev sets. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { interpreterOfBench } from './interpreter.ts';
import {
  calibrationError,
  crossValidated,
  fitted,
  names,
  type Observation,
  observationOf,
  reliability,
  rightOfHalf,
} from './selection/calibration.ts';
import { casesOf } from './selection/draws.ts';
import { observed } from './selection/observed.ts';
import { humanEval, mbpp } from './selection/sets.ts';

const interpreter = await interpreterOfBench();
const observations: Observation[] = [];
for (const [set, k, draws] of [
  [humanEval, 10, 20],
  [humanEval, 100, 1],
  [humanEval, 30, 5],
  [mbpp, undefined, 1],
  [mbpp, 5, 5],
] as const) {
  const tasks = await observed(set, interpreter);
  for (const one of casesOf(tasks, k, draws)) if (one) observations.push(observationOf(one, draws));
}
const { intercept, weights } = fitted(observations);
const bins = reliability(observations, crossValidated(observations));
const surest = bins.filter(({ count }) => count > 20).at(-1)!;
const rows = names.map((name, at) => `  ${name}: ${weights[at]!.toFixed(3)},`);
const text = `/**
 * The weights of confidence.ts, fitted to ${Math.round(observations.reduce((sum, one) => sum + one.weight, 0))} tasks with known hidden tests (expected calibration error ${calibrationError(bins).toFixed(3)},
 * cross-validated). Written by \`npm run fit:confidence\`: run that instead of editing this.
 */
export const INTERCEPT = ${intercept.toFixed(3)};
export const WEIGHTS = {
${rows.join('\n')}
};
/** The part of the surest tenth that was right. */
export const HIGHEST = ${surest.right.toFixed(3)};
/** The part of those with at most half of the samples that was right. */
export const HIGHEST_OF_HALF = ${rightOfHalf(observations).toFixed(3)};
`;
writeFileSync(path.join(import.meta.dirname, '..', '..', 'server', 'src', 'selection', 'confidenceTable.ts'), text);
console.log(text);
process.exit(0);
