/**
 * Runs the hostile and the legitimate programs on one interpreter and prints the problems as JSON:
 *
 *   node test/hostile/run.ts --interpreter PATH [--timeout SECONDS] [--lanes N] [--families A,B] [--part N/OF] [--single-use]
 *
 * It is a separate process, so that another user can run it.
 */
import { parseArgs } from 'node:util';
import { findInterpreter, type Interpreter } from '../../server/src/execution/index.ts';
import { runSuite } from './suite.ts';

const { values } = parseArgs({
  options: {
    interpreter: { type: 'string' },
    timeout: { type: 'string', default: '0.2' },
    lanes: { type: 'string', default: '6' },
    families: { type: 'string' },
    part: { type: 'string', default: '0/1' },
    /** Use interpreters for one use, as on platforms without forks. */
    'single-use': { type: 'boolean', default: false },
  },
});
// A candidate must not learn this value.
process.env.ASSAY_TEST_SECRET = 'env-secret-0123456789abcdef';
const interpreter = await interpreterOf(values.interpreter!);
const [part, of] = values.part.split('/').map(Number) as [number, number];
const result = await runSuite({
  interpreter,
  timeout: Number(values.timeout),
  lanes: Number(values.lanes),
  families: values.families?.split(','),
  choose: (index) => index % of === part,
});
console.log(JSON.stringify({ version: interpreter.version, ...result }, null, 2));

/** Interpreters for one use are taken by name: a script may start a Python for Windows under Wine. */
async function interpreterOf(command: string): Promise<Interpreter> {
  if (values['single-use']) return { path: command, version: 'as named', source: '--interpreter', singleUse: true };
  const found = await findInterpreter({ file: import.meta.filename, flag: command, env: {} });
  if ('error' in found) throw new Error(found.error);
  return found.interpreter;
}
