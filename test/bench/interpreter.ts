import type { Interpreter } from '../../server/src/execution/index.ts';
import { anyPython } from '../execution/pythons.ts';

/** The interpreter that benchmarks run on. */
export async function interpreterOfBench(): Promise<Interpreter> {
  return { ...anyPython(), source: 'python3' };
}
