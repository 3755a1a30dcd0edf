/** The answers of the system call filters, for each supported machine. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runnerFolder } from '../../server/src/execution/bareInterpreter.ts';
import { python } from './preparation.ts';

type Call = readonly [filter: string, name: string | number, ...args: number[]];

function answers(machine: string, calls: readonly Call[]): Record<string, string> {
  const asked = calls.map(([filter, name, ...args]) => [machine, filter, name, args]);
  const script = path.join(import.meta.dirname, 'filters.py');
  const { stdout, stderr } = spawnSync(python.path, ['-I', '-S', script, path.dirname(runnerFolder())], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const told: string[] = JSON.parse(stdout);
  return Object.fromEntries(calls.map((call, index) => [call.join(' '), told[index]!]));
}

/** Every call gets this answer. */
function all(machine: string, answer: string, calls: readonly Call[]): void {
  expect(answers(machine, calls)).toEqual(Object.fromEntries(calls.map((call) => [call.join(' '), answer])));
}

const pid = 4711;
/** The filter for candidates, and those for the user's own code. */
const everyone = ['base', 'host', 'plain'] as const;
const above = 2 ** 32;

describe.each(['x86_64', 'aarch64'])('on %s', (machine) => {
  it('sockets may be set what nobody outside hears of', () => {
    const options = [
      [1, 2],
      [1, 9],
      [1, 20],
      [6, 1],
      [6, 4],
      [0, 1],
      [41, 26],
    ] as const;
    all(
      machine,
      'allow',
      everyone.flatMap((filter) => options.map((one): Call => [filter, 'setsockopt', 3, ...one])),
    );
  });

  it('they join no group, bind to no device, take no program, load no module', () => {
    const options = [
      [0, 35],
      [0, 32],
      [0, 39],
      [0, 41],
      [0, 42],
      [0, 46],
      [0, 64],
      [41, 20],
      [41, 27],
      [41, 42],
      [1, 25],
      [1, 26],
      [1, 50],
      [1, 62],
      [6, 13],
      [6, 31],
      [6, 30],
      [263, 1],
      [270, 1],
      // The kernel reads only the lower half.
      [above, above + 35],
      [above + 41, 20],
    ] as const;
    all(
      machine,
      'EPERM',
      everyone.flatMap((filter) => options.map((one): Call => [filter, 'setsockopt', 3, ...one])),
    );
  });

  it('nothing is sent but to the peer that a socket has', () => {
    all(
      machine,
      'EPERM',
      everyone.flatMap((filter): Call[] => [
        [filter, 'connect'],
        [filter, 'bind'],
        [filter, 'listen'],
        [filter, 'sendto', 3, 0, 1, 0, 1],
        [filter, 'sendto', 3, 0, 1, 0, above],
        [filter, 'sendmsg', 3, 0, 0x20000000],
        [filter, 'sendmmsg', 3],
      ]),
    );
    all(
      machine,
      'allow',
      everyone.map((filter): Call => [filter, 'sendto', 3, 0, 1, 0, 0]),
    );
    all(machine, 'EPERM', [
      ['child', 'sendmsg', 3],
      ['child', 'recvmsg', 3],
    ]);
  });

  it('io_uring is no second door', () => {
    all(machine, 'ENOSYS', [
      ['host', 'io_uring_setup', 8],
      ['plain', 'io_uring_setup', 8],
      ['base', 'io_uring_setup', 8],
    ]);
  });

  it('sockets are of the common families, kinds and protocols', () => {
    const flags = 0o2000000 | 0o4000;
    all(machine, 'allow', [
      ['base', 'socket', 1, 1 | flags, 0],
      ['base', 'socket', 2, 1, 6],
      ['base', 'socket', 2, 2 | flags, 17],
      ['base', 'socket', 10, 1, 0],
      ['base', 'socketpair', 1, 1 | flags, 0],
    ]);
    all(machine, 'EPERM', [
      ['base', 'socket', 16, 3, 0],
      ['base', 'socket', 17, 3, 0],
      ['base', 'socket', 38, 5, 0],
      ['base', 'socket', 40, 1, 0],
      ['base', 'socket', 2, 3, 1],
      ['base', 'socket', 2, 1, 132],
      ['base', 'socket', 2, 2, 1],
      ['base', 'socket', 1, 5, 0],
      ['base', 'socketpair', 2, 1, 0],
    ]);
  });

  it('what is asked of a socket gives no hold on a process', () => {
    all(machine, 'allow', [
      ['base', 'getsockopt', 3, 1, 3],
      ['base', 'getsockopt', 3, 6, 1],
    ]);
    all(machine, 'EPERM', [
      ['base', 'getsockopt', 3, 1, 77],
      ['base', 'getsockopt', 3, 0, 64],
      ['base', 'getsockopt', 3, 279, 1],
    ]);
  });

  it('nobody is signalled, asked about or limited but the process itself', () => {
    all(machine, 'allow', [
      ['child', 'kill', pid, 9],
      ['child', 'tgkill', pid, pid, 9],
      ['child', 'getpgid', 0],
      ['child', 'getsid', pid],
      ['child', 'getpriority', 0, 0],
      ['child', 'prlimit64', 0, 7, 0],
      ['base', 'fcntl', 3, 4, 0o4000],
      ['base', 'fcntl', 3, 1030],
    ]);
    all(machine, 'EPERM', [
      ['child', 'kill', 1, 9],
      ['child', 'kill', 0, 9],
      ['child', 'kill', -1, 9],
      ['child', 'tgkill', 1, 1, 9],
      ['child', 'getpgid', 1],
      ['child', 'getsid', 1],
      ['child', 'getpriority', 0, 1],
      ['child', 'prlimit64', 1, 7, 0],
      ['child', 'prlimit64', 0, 7, 1],
      ['base', 'fcntl', 3, 4, 0x2000],
      ['base', 'fcntl', 3, 4, 0x2000 | 0o4000],
      ['base', 'fcntl', 3, 8, 1],
      ['base', 'ioctl', 3, 0x8901],
      ['base', 'ioctl', 3, 0x5412],
    ]);
  });

  it('no process starts, and no thread leaves its namespaces', () => {
    all(machine, 'allow', [
      ['child', 'clone', 0x10000 | 0x800 | 0x100],
      ['base', 'clone', 17],
    ]);
    all(machine, 'EPERM', [
      ['child', 'clone', 17],
      ['child', 'seccomp', 1],
      ['child', 'prctl', 22, 2],
      ['child', 'prctl', 1, 0],
      ['base', 'clone', 0x10000000 | 17],
      ['base', 'clone', 0x40000000 | 0x10000],
      ['plain', 'setsid'],
      ['plain', 'ptrace', 16],
    ]);
    all(machine, 'ENOSYS', [['base', 'clone3']]);
  });

  it('what is on no list is refused', () => {
    // keyctl and bpf, of both tables; then numbers that no table has.
    all(machine, 'EPERM', [
      ['base', machine === 'x86_64' ? 250 : 219],
      ['base', machine === 'x86_64' ? 321 : 280],
      ['base', 600],
      ['base', 0x3fffffff],
    ]);
    all(machine, 'ENOSYS', [
      ['base', 0x40000000 + 41],
      ['plain', 0x40000000 + 42],
    ]);
  });
});
