/**
 * Runs the hostile and the legitimate programs on one interpreter and prints what went wrong as JSON:
 *
 *   node test/hostile/run.ts --interpreter PATH [--timeout SECONDS] [--lanes N] [--families A,B] [--part N/OF] [--single-use]
 *
 * A process of its own, so that it can be started as another user.
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
    /** In interpreters for one use, as where no process forks. */
    'single-use': { type: 'boolean', default: false },
  },
});
// What a candidate must not come to know.
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

/** Those for one use are taken as they are named: a script may start a Python for Windows under Wine. */
async function interpreterOf(command: string): Promise<Interpreter> {
  if (values['single-use']) return { path: command, version: 'as named', source: '--interpreter', singleUse: true };
  const found = await findInterpreter({ file: import.meta.filename, flag: command, env: {} });
  if ('error' in found) throw new Error(found.error);
  return found.interpreter;
}
