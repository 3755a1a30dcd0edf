/** Tiers: Assay claims only what probes have shown. A filter removes features of this machine to test the lower tiers. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runnerFolder } from '../../server/src/execution/bareInterpreter.ts';
import { type Preparation, Session } from '../../server/src/execution/boundarySession.ts';
import { preparation, python } from './preparation.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-tiers-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An interpreter in which a system call returns an error, as in a kernel without it. */
function lacking(name: string, instructions: string): Preparation['interpreter'] {
  const file = path.join(folder, name);
  const script = `#!${python.path} -IS
import ctypes, os, struct, sys
LOAD, EQUAL, RETURN, ALLOW, ENOSYS = 0x20, 0x15, 6, 0x7FFF0000, 0x50026
program = b"".join(struct.pack("HBBI", *one) for one in ${instructions})
buffer = ctypes.create_string_buffer(program, len(program))
header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
libc = ctypes.CDLL(None)
libc.prctl(38, 1, 0, 0, 0)
assert libc.prctl(22, 2, ctypes.create_string_buffer(header, len(header)), 0, 0) == 0
os.execv(${JSON.stringify(python.path)}, [${JSON.stringify(python.path)}, *sys.argv[1:]])
`;
  writeFileSync(file, script, { mode: 0o755 });
  return { ...python, path: file };
}

const withoutLandlock = () =>
  lacking('no-landlock', '[(LOAD, 0, 0, 0), (EQUAL, 0, 1, 444), (RETURN, 0, 0, ENOSYS), (RETURN, 0, 0, ALLOW)]');
const withoutFilters = () =>
  lacking(
    'no-filters',
    `[(LOAD, 0, 0, 0), (EQUAL, 0, 1, 444), (RETURN, 0, 0, ENOSYS), (EQUAL, 0, 3, 157), (LOAD, 0, 0, 16),
     (EQUAL, 0, 1, 22), (RETURN, 0, 0, ENOSYS), (RETURN, 0, 0, ALLOW)]`,
  );

async function started(changes: Partial<Preparation>): Promise<Session> {
  return Session.start(preparation(changes), 1, AbortSignal.timeout(60_000));
}

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('on a machine', () => {
  it('with Landlock and system call filters the tier is full', async () => {
    const session = await started({ minimum: 'full' });
    expect(session.sandbox).toMatchObject({ tier: 'full', holds: ['files', 'network', 'processes', 'limits'] });
    expect(session.sandbox.probes!.every((one) => one.refused)).toBe(true);
    session.close();
  });

  it('without Landlock it is partial, and says that files stay readable', async () => {
    const session = await started({ interpreter: withoutLandlock() });
    expect(session.sandbox).toMatchObject({ tier: 'partial', holds: ['network', 'processes', 'limits'] });
    expect(session.sandbox.reason).toContain('files stay readable');
    expect(session.sandbox.reason).toContain('a probe got out to files');
    const [outcome] = await session.evaluate(
      'import socket\ndef f(x):\n    return socket.create_connection(("127.0.0.1", 9))\n',
      AbortSignal.timeout(60_000),
    );
    expect(outcome).toMatchObject({
      verdict: { status: 'blocked', message: expect.stringMatching(/^blocked: socket\./) },
    });
    session.close();
  });

  it('without either it is limits', async () => {
    const session = await started({ interpreter: withoutFilters() });
    expect(session.sandbox).toMatchObject({ tier: 'limits', holds: ['limits'] });
    session.close();
  });

  it('below the minimum nothing runs, and the message says what to do', async () => {
    await expect(started({ interpreter: withoutLandlock(), minimum: 'full' })).rejects.toThrow(
      /reaches only the tier "partial" here .*below assay.sandbox.minimum "full".*Lower the setting/,
    );
    await expect(started({ interpreter: withoutFilters(), minimum: 'partial' })).rejects.toThrow(
      /only the tier "limits"/,
    );
  });
});

describe.runIf(process.platform === 'linux')('a blocked action is named', () => {
  it.each([
    ['reading a file', 'return open("/etc/passwd").read()', 'open /etc/passwd'],
    ['a connection', 'import socket\n    socket.create_connection(("127.0.0.1", 9))', 'socket.connect'],
    ['a process', 'import os\n    os.fork()', 'os.fork'],
    ['a program', 'import subprocess\n    subprocess.run(["true"])', 'subprocess.Popen true'],
    ['a signal', 'import os\n    os.kill(os.getppid(), 9)', 'os.kill'],
  ])('%s', async (_what, body, action) => {
    const session = await started({});
    const outcomes = await session.evaluate(`def f(x):\n    ${body}\n`, AbortSignal.timeout(60_000));
    session.close();
    expect(outcomes[0]).toMatchObject({ verdict: { status: 'blocked', message: `blocked: ${action}` } });
  });
});

/** The value of an expression over the runner's modules, as JSON. */
function inRunner(expression: string): unknown {
  const code = `import sys, json; sys.path.insert(0, ${JSON.stringify(path.dirname(runnerFolder()))})
from runner import sandbox
from runner.loading import environment
from runner.sandbox import macos
print(json.dumps(${expression}))`;
  const { stdout, stderr } = spawnSync(python.path, ['-I', '-S', '-c', code], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('what can be shown of other platforms', () => {
  it('each has its way to lock a process', () => {
    expect(inRunner('[sandbox.backend(one) for one in ("linux", "darwin", "win32", "freebsd14")]')).toEqual([
      'linux',
      'macos',
      'windows',
      'none',
    ]);
  });

  it('the profile for macOS denies by default and lets the named folders be read', () => {
    const text = inRunner(`macos.profile(["/Library/Python", '/odd "name"'])`) as string;
    const rules = text.trim().split('\n');
    expect(rules.slice(0, 2)).toEqual(['(version 1)', '(deny default)']);
    expect(rules).toContain('(allow file-read* (subpath "/Library/Python"))');
    expect(rules).toContain('(allow file-read* (subpath "/odd \\"name\\""))');
    expect(text).not.toMatch(/network|process-exec|file-write\*/);
    for (const rule of rules) expect([...rule].filter((one) => '()'.includes(one)).length % 2).toBe(0);
  });

  it('a library in an archive, as Python for Windows may have it, is none of the user’s', () => {
    const files = [
      '/project/own.py',
      '/project/.venv/lib/site-packages/one.py',
      '/python/python313.zip/unittest/mock.py',
    ];
    const own = `[environment.prepare(["/project"]), *map(environment.is_of_project, ${JSON.stringify(files)})]`;
    expect(inRunner(own)).toEqual([null, true, false, false]);
  });

  it('a tier is no higher than what its probes have shown', () => {
    const tried = (...escaped: string[]) =>
      `[{"withheld": one, "tried": "it", "refused": one not in ${JSON.stringify(escaped)}} for one in ("files", "network", "processes")]`;
    const tierOf = (...escaped: string[]) => inRunner(`sandbox.outcome(${tried(...escaped)}, [])["tier"]`);
    expect(tierOf()).toBe('full');
    expect(tierOf('files')).toBe('partial');
    expect(tierOf('network')).toBe('limits');
    expect(tierOf('processes')).toBe('limits');
    expect(inRunner('sandbox.outcome([], [])["tier"]')).toBe('limits');
  });
});
