/** No process outlives its purpose: a job, a session, the server. A process that dies too early is replaced. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { isAlive, processTree } from '../../scripts/processes.ts';
import { Session } from '../../server/src/execution/boundarySession.ts';
import { type CandidateJudge, Executor } from '../../server/src/execution/index.ts';
import { judgePreparation, preparation } from './preparation.ts';

const { subject } = judgePreparation();
const right = subject('def f(x):\n    return x\n');
const endless = subject('def f(x):\n    while True:\n        pass\n');
const signal = () => AbortSignal.timeout(60_000);

let executor = new Executor({ slots: 2 });
afterEach(async () => {
  await executor.close();
  executor = new Executor({ slots: 2 });
});

async function start(timeout = 30): Promise<CandidateJudge> {
  return (await executor.acquire(judgePreparation({ timeout }), signal())).session;
}

async function until(what: string, done: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !done(); await sleep(5)) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
  }
}

/** Descendants that have used the most CPU, at least a fifth of a second. */
function busy(pid = process.pid): number[] {
  return processTree(pid).filter((one) => one !== process.pid && ticks(one) > 20);
}

function ticks(pid: number): number {
  if (!isAlive(pid)) return 0;
  const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** The temporary folder of a warmed parent. */
function parentFolder(pid: number): string {
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return variables.find((one) => one.startsWith('TMPDIR='))!.slice('TMPDIR='.length);
}

describe.runIf(process.platform === 'linux')('no process outlives', () => {
  it('the job that it was forked for, when that is cancelled', async () => {
    const session = await start();
    const before = new Set(busy());
    const cancelling = new AbortController();
    const judged = session.evaluate(endless, cancelling.signal);
    const loops = () => busy().filter((pid) => !before.has(pid));
    await until('the loop', () => loops().length > 0);
    const [child] = loops();
    cancelling.abort(new Error('cancelled'));
    await expect(judged).rejects.toThrow('cancelled');
    await until('its end', () => !isAlive(child!));
    const { outcomes } = await session.evaluate(right, signal());
    expect(outcomes[0]).toMatchObject({ verdict: { status: 'pass' } });
  });

  it('its session', async () => {
    const before = new Set(processTree(process.pid));
    const session = await start();
    session.evaluate(endless, signal()).catch(() => undefined);
    await until('the loop', () => busy().some((pid) => !before.has(pid)));
    const started = processTree(process.pid).filter((pid) => !before.has(pid));
    await executor.close();
    // Only the warmed parent stays for the next session.
    await until('their end', () => started.filter(isAlive).length <= 1);
  });

  it('a session that is given up while its process is made', async () => {
    (await executor.acquire(judgePreparation({ timeout: 29 }), signal())).release();
    await executor.close();
    executor = new Executor({ slots: 2 });
    await until('the end of the first', () => processTree(process.pid).length > 0);
    const before = processTree(process.pid).length;
    for (const wait of [0, 1, 3]) {
      const giving = new AbortController();
      const started = executor.acquire(judgePreparation({ timeout: 30 + wait }), giving.signal);
      if (wait > 0) await sleep(wait);
      giving.abort(new Error('given up'));
      await expect(started).rejects.toThrow();
    }
    await until('its end', () => processTree(process.pid).length <= before);
  });

  it('a server that is killed', async () => {
    const script = path.join(import.meta.dirname, 'endless.ts');
    const server = spawn(process.execPath, ['--no-warnings', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => server.stdout.once('data', resolve));
    await until('the loop', () => busy(server.pid).some((pid) => pid !== server.pid));
    const all = processTree(server.pid!);
    expect(all.length).toBeGreaterThan(4);
    const folder = parentFolder(all[1]!);
    server.kill('SIGKILL');
    await until('their end', () => !all.some(isAlive));
    await until('the end of its folder', () => !existsSync(folder));
  });
});

describe('a session that several ask for', () => {
  it('is there for the others when the first gives up while it starts', async () => {
    const giving = new AbortController();
    const first = executor.acquire(judgePreparation(), giving.signal);
    const others = [1, 2].map(() => executor.acquire(judgePreparation(), signal()));
    giving.abort(new Error('given up'));
    await expect(first).rejects.toThrow('given up');
    const [second, third] = await Promise.all(others);
    expect(second!.session).toBe(third!.session);
    const { outcomes } = await second!.session.evaluate(right, signal());
    expect(outcomes[0]).toMatchObject({ verdict: { status: 'pass' } });
  });
});

describe.runIf(process.platform === 'linux')('what is killed too early', () => {
  // The host, then the zygote: in the order of their forks.
  it.each([0, 1])('is replaced, and the candidates that it was given are judged (process %i)', async (which) => {
    // The warmed parent already exists.
    await start(29);
    const before = new Set(processTree(process.pid));
    const session = await start(1);
    const late = Array.from({ length: 4 }, () =>
      session.evaluate(subject('import time\ndef f(x):\n    time.sleep(1)\n    return x\n'), signal()),
    );
    const victim = processTree(process.pid).filter((pid) => !before.has(pid))[which]!;
    await sleep(200);
    process.kill(victim, 'SIGKILL');
    for (const { outcomes } of await Promise.all(late))
      expect(outcomes[0]).toMatchObject({ verdict: { status: 'pass' } });
  });

  it('is missed by whoever waits for what it was to say, though its keeper is slow to notice', async () => {
    await start(29);
    const before = new Set(processTree(process.pid));
    const session = await Session.start(preparation({ timeout: 1 }), 2, signal());
    const [, keeper, zygote] = processTree(process.pid).filter((pid) => !before.has(pid));
    const late = session.evaluate('import time\ndef f(x):\n    time.sleep(1)\n    return x\n', signal());
    await sleep(200);
    process.kill(keeper!, 'SIGSTOP');
    process.kill(zygote!, 'SIGKILL');
    expect((await late)[0]).toMatchObject({ verdict: { status: 'pass' } });
    session.close();
  });
});
