/**
 * Runs the programs of `test/hostile/plain` without libraries on one interpreter, then each with random changes, and prints the
 * problems as JSON:
 *
 *   node test/hostile/runPlain.ts --interpreter PATH [--part N/OF] [--mutations N] [--seed N]
 *
 * It is a separate process, so that another user can run it.
 */
import { parseArgs } from 'node:util';
import { findInterpreter } from '../../server/src/execution/index.ts';
import { loadParser } from '../../server/src/specification/index.ts';
import { hostileCases } from './plainCases.ts';
import { isChanged, type PlainSuiteResult, problemsOf, problemsOfChanged } from './plainSuite.ts';

const { values } = parseArgs({
  options: {
    interpreter: { type: 'string' },
    part: { type: 'string', default: '0/1' },
    mutations: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});
const [part, of] = values.part.split('/').map(Number) as [number, number];
const found = await findInterpreter({ file: import.meta.filename, flag: values.interpreter!, env: {} });
if ('error' in found) throw new Error(found.error);
const { interpreter } = found;
const minor = Number(interpreter.version.split('.')[1]);
await loadParser();
const cases = hostileCases().filter(({ on, one }) => on === 'bare' && one.needs <= minor);
const chosen = cases.filter((_, index) => index % of === part);
const problems: string[] = [];
for (const [at, one] of chosen.entries()) {
  problems.push(...(await problemsOf(one, interpreter)));
  if (!isChanged(one)) continue;
  const seed = Number(values.seed) * 1_000_003 + at * 1009;
  problems.push(...(await problemsOfChanged(one, interpreter, seed, Number(values.mutations))));
}
const programs = chosen.reduce((sum, { one }) => sum + one.bodies.length, 0);
const result: PlainSuiteResult = { version: interpreter.version, programs, problems };
console.log(JSON.stringify(result, null, 2));
