/** `node scripts/node24.js test/differential/run.ts [-v] [-r] [CASE…]`: prints a table, with explanations of differences. `-r` asks only the reference. */
import { pythons } from './pythons.ts';
import { allCases } from './specs.ts';
import { compareAll, countsOf, rowsOf } from './suite.ts';

const args = process.argv.slice(2);
const verbose = args.includes('-v');
const found = pythons();
if (!found) process.exit(2);
process.env.ASSAY_HISTORY = process.env.ASSAY_STATE = 'off';
const done = await compareAll(
  allCases(args.filter((one) => !one.startsWith('-'))),
  found,
  { referenceOnly: args.includes('-r') },
  (one) => {
    console.log(rowsOf(one, verbose).join('\n'));
    const told = [...one.unsound, ...one.bodies.filter(({ agrees }) => verbose || !agrees).map(({ why }) => why)];
    for (const line of told.join('\n').split('\n').filter(Boolean)) console.log(`           | ${line}`);
  },
);
console.log(countsOf(done));
process.exitCode = done.every((one) => one.unsound.length === 0 && one.bodies.every(({ agrees }) => agrees)) ? 0 : 1;
