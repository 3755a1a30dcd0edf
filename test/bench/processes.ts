/** Reads CPU and memory of processes from the kernel. */
import { readFileSync } from 'node:fs';
import { processTree } from '../../scripts/processes.ts';

const TICKS_A_SECOND = 100;

/** CPU seconds of all descendants of the process, including ended ones; 0 without /proc. */
export function cpuBelow(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const ticks = processTree(pid).map((member) => {
    const [own, ended] = ticksOf(member);
    return member === pid ? ended : own + ended;
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
}

/** Seconds of CPU of the process itself. */
export function cpuOf(pid: number): number {
  return ticksOf(pid)[0] / TICKS_A_SECOND;
}

/** The ticks of the process itself, and of the children that it has waited for; none for a process that has just ended. */
function ticksOf(pid: number): [own: number, ended: number] {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return [fields[11]! + fields[12]!, fields[13]! + fields[14]!];
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return [0, 0];
    throw error;
  }
}

/** The number of live children of the process. */
export function forked(pid: number): number {
  return processTree(pid).length - 1;
}

/** Megabytes. */
export function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}

/** The megabytes in a line of smaps_rollup, which only root may read for a locked process. */
export function rollup(pid: number, line: RegExp): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/\d+/.exec(text.slice(line.exec(text)!.index))![0]) / 1024;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return Number.NaN;
    throw error;
  }
}
