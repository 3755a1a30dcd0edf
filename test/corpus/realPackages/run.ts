/** `node scripts/node24.js test/corpus/realPackages/run.ts [--packages N] [--functions N] [--seed S] [--mutants N] [NAME…]` */
import { parseArgs } from 'node:util';
import { measure, passedOver, summaryOf } from './measure.ts';
import { realPackages } from './packages.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    packages: { type: 'string', default: String(realPackages.length) },
    functions: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    mutants: { type: 'string', default: '3' },
  },
});
process.env.ASSAY_HISTORY = process.env.ASSAY_STATE = 'off';
const measured = await measure(
  {
    packages: Number(values.packages),
    functions: Number(values.functions),
    seed: Number(values.seed),
    mutants: Number(values.mutants),
    names: positionals,
  },
  console.log,
);
if (measured) console.log(summaryOf(measured));
process.exitCode = measured && passedOver(measured.judged).length === 0 ? 0 : 1;
