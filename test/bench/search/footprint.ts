/** The memory of the search's processes, and how soon they end when the user cancels. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processTree } from '../../../scripts/processes.ts';
import type { Task } from '../../../server/src/cli/eval/tasks.ts';
import { type Interpreter, searchPrograms } from '../../../server/src/execution/index.ts';
import { PythonDocument, specificationOf } from '../../../server/src/specification/index.ts';
import { resident, rollup } from '../processes.ts';
import { fileOf } from './solving.ts';

export interface Footprint {
  /** The most that all processes of the search had together, in megabytes; pages that they share count once. */
  readonly peak: number;
  /** Milliseconds from the cancel to the end of the last process. */
  readonly cancel: number;
}

/** Searches for `seconds`, then cancels. Answers do not end it. */
export async function footprint(task: Task, interpreter: Interpreter, seconds: number): Promise<Footprint> {
  // The interpreter's parent, which outlives a search, has to stand before its processes are counted.
  await drained(task, interpreter, AbortSignal.timeout(500));
  const before = new Set(processTree(process.pid));
  const own = () => processTree(process.pid).filter((pid) => !before.has(pid) && isAlive(pid));
  const stop = new AbortController();
  const searching = drained(task, interpreter, stop.signal);
  let peak = 0;
  for (const end = performance.now() + 1000 * seconds; performance.now() < end; await sleep(50))
    peak = Math.max(
      peak,
      own().reduce((sum, pid) => sum + megabytes(pid), 0),
    );
  const running = own();
  const cancelled = performance.now();
  stop.abort();
  while (running.some(isAlive)) await sleep(2);
  const cancel = performance.now() - cancelled;
  await searching;
  return { peak, cancel };
}

async function drained(task: Task, interpreter: Interpreter, signal: AbortSignal): Promise<void> {
  const document = new PythonDocument(path.join(process.cwd(), 'task.py'), fileOf(task));
  try {
    const specification = specificationOf(document, task.entryPoint, {});
    if ('error' in specification) throw new Error(specification.error);
    const request = { specification, interpreter, seconds: 60, limit: 1_000_000 };
    for await (const _ of searchPrograms(request, signal));
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    document.dispose();
  }
}

/** 0 for a process that has just ended. */
function megabytes(pid: number): number {
  try {
    return rollup(pid, /^Pss:/m) || resident(pid);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0;
    throw error;
  }
}
