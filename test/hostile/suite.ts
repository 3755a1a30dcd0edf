import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Session } from '../../server/src/execution/boundarySession.ts';
import type { Interpreter } from '../../server/src/execution/index.ts';
import type { Outcome } from '../../server/src/execution/outcome.ts';
import { listen } from './listeners.ts';
import { hostilePrograms, legitimatePrograms, type Program } from './programs.ts';
import { specificationOf } from './specification.ts';

export interface SuiteOptions {
  readonly interpreter: Interpreter;
  /** CPU seconds for each example. */
  readonly timeout: number;
  /** Programs that run side by side. */
  readonly lanes: number;
  /** Selects programs by their position among all. */
  readonly choose?: (index: number) => boolean;
  readonly families?: readonly string[];
  /** The number of copies of each example in the specification; the default is one. */
  readonly copies?: number;
}

export interface SuiteResult {
  readonly tier: string;
  readonly hostile: number;
  readonly legitimate: number;
  /** The problems, one line each. */
  readonly problems: readonly string[];
}

/** Families whose programs try to forge verdicts: they run with every kind of example, the others with one. */
const FORGERS = new Set(['forging', 'frames', 'results', 'state']);
const PATIENCE = 90_000;

const CONTEXT = `
import functools


class Point:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def same(self, other):
        return (self.a, self.b) == (other.a, other.b)

    def __eq__(self, other):
        return self.same(other)


class Kept:
    def __init__(self, a):
        self.a = a

    @functools.lru_cache(maxsize=None)
    def same(self, a):
        return self.a == a

    def __eq__(self, other):
        return self.same(other.a)

    def __hash__(self):
        return 1


class Refused(Exception):
    def same(self, other):
        return self.args == other.args


class Task:
    def __init__(self, run_this, with_this):
        self.run_this, self.with_this = run_this, with_this

    def run(self):
        return self.run_this(self.with_this)
`;

const answer = () => `c4n4ry-${randomBytes(8).toString('hex')}`;

/** Runs every hostile program, a right one after each, then every legitimate one. */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const mark = `assay-hostile-${randomBytes(6).toString('hex')}`;
  const folder = mkdtempSync(path.join(tmpdir(), `${mark}-`));
  const canary = path.join(folder, 'canary');
  const problems: string[] = [];
  await using listeners = await listen(path.join(canary, 'socket'), `\0${mark}`);
  try {
    layOut(canary);
    const before = contents(canary);
    const program = hostilePrograms({
      CANARY: canary,
      MARK: mark,
      PORT: String(listeners.port),
      SOCKET: path.join(canary, 'socket'),
      NUL: '\0',
      // The descriptor to which a child writes: one socket for a forked child, two pipes for one in single use.
      CHANNEL: options.interpreter.singleUse ? '4' : '3',
      PARENTHESES: `${'('.repeat(100_000)}1${')'.repeat(100_000)}`,
    });
    const chosen = program.filter(
      ({ family }, index) => (options.choose?.(index) ?? true) && (options.families?.includes(family) ?? true),
    );
    // The mark is in the command line of every process of the runner and of its forks.
    const interpreter = { ...options.interpreter, path: linked(options.interpreter.path, folder) };
    let tier = 'not run';
    for (const family of new Set(chosen.map((one) => one.family))) {
      const own = chosen.filter((one) => one.family === family);
      const bench = await HostileBench.start(interpreter, options, family, folder);
      tier = bench.tier;
      if (!(family === 'files' && tier !== 'full')) problems.push(...(await bench.runAll(own)));
      problems.push(
        ...processes(mark)
          .filter((one) => !one.includes(folder))
          .map((one) => `${family}: is running: ${one}`),
      );
      bench.close();
      problems.push(...(await leftOver(mark)).map((one) => `${family}: left running: ${one}`));
      if (contents(canary) !== before) problems.push(`${family}: changed the canary's folder: ${contents(canary)}`);
      problems.push(...listeners.take().map((one) => `${family}: reached the listener by ${one}`));
    }
    const legitimate =
      options.families && !options.families.includes('legitimate')
        ? []
        : legitimatePrograms().filter((_, index) => options.choose?.(index) ?? true);
    problems.push(...(await runLegitimate(legitimate, interpreter, options, folder)));
    return { tier, hostile: chosen.length, legitimate: legitimate.length, problems };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program with random answers once for each seed, and a right one after each. Returns the problems, one line each. */
export async function runFuzzed(options: SuiteOptions, seeds: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-fuzzed-'));
  const source = readFileSync(path.join(import.meta.dirname, 'fuzz', 'frames.py'), 'utf8');
  const programs = seeds.map((seed) => ({
    family: 'fuzz',
    name: `seed ${seed}`,
    statuses: [],
    source: source.replace('@SEED@', seed),
  }));
  try {
    const bench = await HostileBench.start(options.interpreter, options, 'frames', folder);
    const problems = await bench.runAll(programs);
    bench.close();
    return problems;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A session for one family, with the values that its programs must not learn. */
class HostileBench {
  readonly #session: Session;
  readonly #answers: Set<string>;
  readonly #right: string;
  readonly #lanes: number;
  /** Time-outs after which a program's other examples are not tried. */
  readonly #timeouts: number;

  private constructor(
    session: Session,
    answers: readonly string[],
    right: string,
    { lanes, copies = 1 }: SuiteOptions,
  ) {
    this.#timeouts = copies > 1 ? 6 : 3;
    this.#session = session;
    this.#answers = new Set(answers);
    this.#right = right;
    this.#lanes = lanes;
  }

  static async start(
    interpreter: Interpreter,
    options: SuiteOptions,
    family: string,
    folder: string,
  ): Promise<HostileBench> {
    const answers = Array.from({ length: 11 }, answer);
    const [first, table, called, task, hidden, raised, doctest, kept, refused, held, begun] = answers as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const every = [
      `assert f(3) == '${first}'`,
      `assert f(4) == TABLE['answer']`,
      `assert f(lambda g, *a: g(*a)) == '${called}'`,
      `assert f('task').run() == '${task}'`,
      `assert f('point') == Point('${first}', HIDDEN)`,
      `assert f('dict')['missing'] == HIDDEN`,
      `try:\n    f(5)\nexcept LookupError as error:\n    assert error.args == ('${raised}',)\nelse:\n    assert False`,
      `assert f('kept') == Kept('${kept}')`,
      `try:\n    f(6)\nexcept Refused as error:\n    assert error.same(Refused('${refused}'))\nelse:\n    assert False`,
      `assert '${held}' in f('held')`,
      `assert f('begun').startswith('${begun}')`,
      `assert {'${held}'}.issubset(f('held')) and f('set').issuperset({'${held}'})`,
    ];
    const forger = FORGERS.has(family);
    const file = path.join(folder, 'subject.py');
    writeFileSync(file, every.join('\n'));
    writeFileSync(path.join(folder, 'test_subject.py'), `from subject import f\n${every.join('\n')}`);
    // Modules that only tests import, and files beside them.
    mkdirSync(path.join(folder, 'testing'), { recursive: true });
    for (const name of ['cases.py', 'tests.py', 'conftest.py', 'base.py', 'testing/__init__.py', 'testing/data.py'])
      writeFileSync(path.join(folder, name), `CASES = '${first}'\n\n\nclass Base:\n    table = {3: '${first}'}\n`);
    writeFileSync(path.join(folder, 'expected.json'), JSON.stringify({ first }));
    const specification = specificationOf({
      file,
      context: CONTEXT,
      table: `import unittest.mock, subprocess, tempfile, ctypes, os, random, decimal\nPLACE = [os.getcwd(), os.environ.get('ASSAY_PLACE'), random.random(), decimal.getcontext().prec]\nTABLE = {'answer': '${table}'}\nHIDDEN = '${hidden}'\nANY = unittest.mock.ANY`,
      examples: Array<string[]>(options.copies ?? 1)
        .fill(every.slice(0, forger ? undefined : 1))
        .flat()
        .join('\n'),
      ...(forger ? { docstring: `\n    >>> f('doc')\n    '${doctest}'\n    ` } : {}),
    });
    const right = `
def f(x):
    if x == 5:
        raise LookupError('${raised}')
    if x == 6:
        raise Refused('${refused}')
    if callable(x):
        return x(str, '${called}')
    return {3: '${first}', 4: '${table}', 'task': Task(str, '${task}'), 'point': Point('${first}', '${hidden}'),
            'dict': {'missing': '${hidden}'}, 'doc': '${doctest}', 'kept': Kept('${kept}'),
            'held': ['${held}'], 'set': {'${held}'}, 'begun': '${begun}!'}[x]
`;
    const session = await Session.start(
      {
        specification,
        interpreter,
        context: CONTEXT,
        preload: [],
        timeout: options.timeout,
        memory: 256,
        minimum: 'limits',
      },
      options.lanes,
      AbortSignal.timeout(PATIENCE),
    );
    return new HostileBench(session, answers, right, options);
  }

  get tier(): string {
    return this.#session.sandbox.tier;
  }

  /** Each lane runs a program, then one that is right. */
  async runAll(programs: readonly Program[]): Promise<string[]> {
    const problems: string[] = [];
    const waiting = [...programs];
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const found = await this.#run(next).catch((error: unknown) => [`ended the session: ${String(error)}`]);
        problems.push(...found.map((one) => `${next!.family}: ${next!.name}: ${one}`));
      }
    };
    await Promise.all(Array.from({ length: this.#lanes }, lane));
    return problems;
  }

  close(): void {
    this.#session.close();
  }

  async #run(program: Program): Promise<string[]> {
    const problems: string[] = [];
    const outcomes = await this.#session.evaluate(`${CONTEXT}\n${program.source}`, AbortSignal.timeout(PATIENCE), {
      timeouts: this.#timeouts,
    });
    outcomes.forEach((outcome, index) => {
      if (outcome.kind === 'notRun') return;
      const { status, message = '', actual = '' } = outcome.verdict;
      if (status === 'pass') problems.push(`passes example ${index}: ${JSON.stringify(outcome.verdict)}`);
      for (const text of [message, actual]) {
        if (text.includes('ESCAPED')) problems.push(`example ${index}: ${text}`);
        if ([...this.#answers].some((one) => text.includes(one))) problems.push(`example ${index} is known: ${text}`);
      }
    });
    const first = statusOf(outcomes[0]!);
    if (program.statuses.length > 0 && !program.statuses.includes(first)) {
      problems.push(`should be ${program.statuses.join(' or ')}, is ${JSON.stringify(outcomes[0])}`);
    }
    const after = await this.#session.evaluate(`${CONTEXT}\n${this.#right}`, AbortSignal.timeout(PATIENCE));
    const wrong = after.find((outcome) => statusOf(outcome) !== 'pass');
    if (wrong) problems.push(`after it a right program gets ${JSON.stringify(wrong)}`);
    return problems;
  }
}

async function runLegitimate(
  programs: ReturnType<typeof legitimatePrograms>,
  interpreter: Interpreter,
  options: SuiteOptions,
  folder: string,
): Promise<string[]> {
  const problems: string[] = [];
  const waiting = [...programs];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, context, source, examples } = next;
      const session = await Session.start(
        {
          specification: specificationOf({ file: path.join(folder, 'subject.py'), context, examples }),
          interpreter,
          context,
          preload: [],
          timeout: 2,
          memory: 512,
          minimum: 'limits',
        },
        1,
        AbortSignal.timeout(PATIENCE),
      );
      const outcomes = await session.evaluate(`${context}\n${source}`, AbortSignal.timeout(PATIENCE));
      session.close();
      outcomes.forEach((outcome, index) => {
        if (statusOf(outcome) !== 'pass')
          problems.push(`legitimate: ${name}: example ${index}: ${JSON.stringify(outcome)}`);
      });
      if (outcomes.length === 0) problems.push(`legitimate: ${name}: has no example`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.lanes, 3) }, lane));
  return problems;
}

function statusOf(outcome: Outcome): string {
  return outcome.kind === 'verdict' ? outcome.verdict.status : 'notRun';
}

/** Makes a folder that is writable for everyone, with files that no program should read or change. */
function layOut(canary: string): void {
  writeFileSync(path.join(canary, 'secret'), 'ESCAPED with a file', { mode: 0o666 });
  writeFileSync(path.join(canary, 'open-to-all'), 'as it was', { mode: 0o666 });
}

function contents(folder: string): string {
  const names = readdirSync(folder).filter((name) => name !== 'socket');
  return names.map((name) => `${name}=${readFileSync(path.join(folder, name), 'utf8').slice(0, 100)}`).join('; ');
}

function linked(interpreter: string, folder: string): string {
  const link = path.join(folder, 'bin', 'python3');
  mkdirSync(path.dirname(link), { recursive: true });
  symlinkSync(interpreter, link);
  return link;
}

/** The command lines of live processes with the mark whose parents match. */
function processes(mark: string, choose: (parent: number) => boolean = () => true): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => {
      try {
        if (!choose(Number(/\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1]))) return '';
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch (error) {
        // It has ended since the folder was read.
        if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
        throw error;
      }
    })
    .filter((line) => line.includes(mark));
}

/** The processes that still run two seconds after the end, except the warmed parent, which is this process's child. Usually there are none at once. */
async function leftOver(mark: string): Promise<string[]> {
  let found: string[] = [];
  for (let turn = 0; turn < 40; turn++) {
    found = processes(mark, (parent) => parent !== process.pid);
    if (found.length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return found;
}
