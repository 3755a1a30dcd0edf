/**
 * Writes server/src/selection/searchTable.ts anew from MBPP's dev tasks: `npm run fit:search-confidence`. Options:
 * `--tasks N`, `--seconds S` (5), `--jobs N` (1), `--minutes M` (fits to the tasks of so many minutes).
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Executor } from '../../server/src/execution/index.ts';
import { LIKELY } from '../../server/src/selection/confidence.ts';
import { featuresOfFound } from '../../server/src/selection/searchConfidence.ts';
import { loadParser } from '../../server/src/specification/index.ts';
import { interpreterOfBench } from './interpreter.ts';
import { tasksOf } from './search/sets.ts';
import { attempt } from './search/solving.ts';
import { chanceBy, fitted, type Observation } from './selection/calibration.ts';

const FOLDS = 5;

const { values: options } = parseArgs({
  options: {
    tasks: { type: 'string', default: 'Infinity' },
    seconds: { type: 'string', default: '5' },
    jobs: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
  },
});

await loadParser();
const interpreter = await interpreterOfBench();
const executor = new Executor({ slots: 2 });
const queue = tasksOf('mbpp', Number(options.tasks)).values();
const end = Date.now() + 60_000 * Number(options.minutes);
const rows: Omit<Observation, 'group'>[] = [];
let names: string[] = [];
let tried = 0;
const work = async () => {
  for (const task of queue) {
    if (Date.now() > end) break;
    const { known, isRight } = await attempt(task, { executor, interpreter, seconds: Number(options.seconds) });
    tried++;
    if (known === undefined) continue;
    const features = featuresOfFound(known);
    names = Object.keys(features);
    rows.push({ features: Object.values(features), right: isRight, weight: 1 });
  }
};
await Promise.all(Array.from({ length: Number(options.jobs) }, work));
await executor.close();

const models = Array.from({ length: FOLDS }, (_, fold) => fitted(rows.filter((_, at) => at % FOLDS !== fold)));
const byChance = rows
  .map(({ features, right }, at) => ({ right, chance: chanceBy(models[at % FOLDS]!, features) }))
  .sort((one, other) => other.chance - one.chance);
const rightOf = (some: readonly { readonly right: boolean }[]) => some.filter(({ right }) => right).length;
const likely = byChance.filter(({ chance }) => chance >= LIKELY);
const surest = byChance.slice(0, Math.ceil(rows.length / 5));
console.log(`${tried} tasks, ${rows.length} with a program, ${rightOf(rows)} right`);
console.log(`cross-validated: ${rightOf(likely)} of ${likely.length} right with a chance of 85% and more`);
for (let low = 0; low < 1; low += 0.2) {
  const bin = byChance.filter(({ chance }) => chance >= low && chance < low + 0.2);
  console.log(`${Math.round(100 * low)}% and more: ${rightOf(bin)} of ${bin.length} right`);
}
const { intercept, weights } = fitted(rows);
const text = `/**
 * The weights of searchConfidence.ts, fitted to ${rows.length} tasks for which the search found a program, ${rightOf(rows)} of them right.
 * Written by \`npm run fit:search-confidence\`: run that instead of editing this.
 */
export const INTERCEPT = ${Number(intercept.toFixed(3))};
export const WEIGHTS = {
${names.map((name, at) => `  ${name}: ${Number(weights[at]!.toFixed(3))},`).join('\n')}
};
/** The part of the surest fifth that was right, cross-validated. */
export const HIGHEST = ${Number((rightOf(surest) / surest.length).toFixed(3))};
`;
writeFileSync(path.join(import.meta.dirname, '..', '..', 'server', 'src', 'selection', 'searchTable.ts'), text);
console.log(text);
process.exit(0);
