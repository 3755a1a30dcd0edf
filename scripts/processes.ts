/** Finds and ends the processes that a script has started. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** `pid` and all processes under it, whatever group or session they have moved to. */
export function processTree(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const [child, parent] of parents()) children.set(parent, [...(children.get(parent) ?? []), child]);
  const tree = [pid];
  for (const member of tree) tree.push(...(children.get(member) ?? []));
  return tree;
}

function parents(): [child: number, parent: number][] {
  if (process.platform !== 'linux') {
    const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
    return table
      .trim()
      .split('\n')
      .map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), status(Number(name))?.parent ?? 0]);
}

/** Not every Linux has `ps`. */
function status(pid: number): { state: string; parent: number } | undefined {
  const line = unlessGone(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  if (line === undefined) return undefined;
  // The command's name is in parentheses and may contain anything; the state and the parent follow it.
  const [state, parent] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { state: state!, parent: Number(parent) };
}

/** Asks the processes to end, and kills those that still run `grace` milliseconds later. */
export async function endProcesses(pids: readonly number[], grace = 3000): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGTERM');
  const left = await survivors(pids, grace);
  for (const pid of left) signal(pid, 'SIGKILL');
  await survivors(left, grace);
}

/** The processes that still run after `patience` milliseconds; returns sooner if none runs. */
async function survivors(pids: readonly number[], patience: number): Promise<number[]> {
  const end = Date.now() + patience;
  let left = pids.filter(isAlive);
  while (left.length > 0 && Date.now() < end) {
    await sleep(20);
    left = left.filter(isAlive);
  }
  return left;
}

/** False for a zombie: a process that has ended and waits for its parent, which may be a slow init. */
export function isAlive(pid: number): boolean {
  if (process.platform !== 'linux') return signal(pid, 0);
  const now = status(pid);
  return now !== undefined && now.state !== 'Z';
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  return unlessGone(() => process.kill(pid, name)) ?? false;
}

/** Returns the result of `look`, or undefined if the process has ended meanwhile. */
function unlessGone<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (['ESRCH', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
