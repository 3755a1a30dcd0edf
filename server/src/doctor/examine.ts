import path from 'node:path';
import type { Sandbox, Specification, Tier } from '../../../protocol/index.ts';
import type { Settings } from '../config.ts';
import { ExecutionError, Executor, type Interpreter } from '../execution/index.ts';
import { version } from '../support/version.ts';
import { type SamplerFound, samplersFound } from './samplers.ts';

/** What `assay doctor --json` prints. */
export interface Examined {
  readonly version: string;
  readonly node: string;
  readonly interpreter: Interpreter;
  readonly sandbox: Sandbox;
  readonly minimum: Tier;
  /** The reason why nothing will run. */
  readonly problem: string | null;
  readonly samplers: readonly SamplerFound[];
  /** The file; null where there is none. */
  readonly history: string | null;
}

export interface Surroundings {
  readonly settings: Settings;
  readonly interpreter: Interpreter;
  readonly history: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts an interpreter as for a candidate, with the probes, and asks the model servers of this machine. */
export async function examine(
  { settings, interpreter, history, env }: Surroundings,
  signal: AbortSignal,
): Promise<Examined> {
  const { minimum } = settings.sandbox;
  const { sandbox, problem = null } = await probe(interpreter, minimum, signal);
  const samplers = await samplersFound(settings, env, signal);
  const { node } = process.versions;
  return { version, node, interpreter, sandbox, minimum, problem, samplers, history: history ?? null };
}

/** Starts an interpreter as for a candidate, and lets its probes try to get out of the sandbox. */
async function probe(
  interpreter: Interpreter,
  minimum: Tier,
  signal: AbortSignal,
): Promise<{ sandbox: Sandbox; problem?: string }> {
  const executor = new Executor();
  const plain = { text: '', tests: [], unsaved: {}, together: [] };
  const across = () => ({ context: '' });
  const preparation = { interpreter, plain, across, timeout: 2, memory: 512, specification: nothing };
  try {
    const { session, release } = await executor.acquire({ ...preparation, minimum: 'none' }, signal);
    release();
    const order: Tier[] = ['none', 'limits', 'partial', 'full'];
    if (order.indexOf(session.sandbox.tier as Tier) >= order.indexOf(minimum)) return { sandbox: session.sandbox };
    return {
      sandbox: session.sandbox,
      problem: `the sandbox is below assay.sandbox.minimum, which is ${minimum}: nothing will run.`,
    };
  } catch (error) {
    if (!(error instanceof ExecutionError)) throw error;
    return {
      sandbox: { tier: 'none', reason: error.message },
      problem: 'the interpreter could not be started in the sandbox.',
    };
  } finally {
    await executor.close();
  }
}

const origin = { line: 0, character: 0 };
const nothing: Specification = {
  file: path.join(process.cwd(), 'doctor.py'),
  module: 'doctor',
  target: {
    name: 'nothing',
    simpleName: 'nothing',
    line: 1,
    signature: 'def nothing()',
    parameters: [],
    isAsync: false,
    source: 'def nothing(): ...',
    body: 'stub',
    range: { start: origin, end: origin },
    nameRange: { start: origin, end: origin },
  },
  examples: [],
  notRun: [],
  steps: [],
  context: '',
  directive: {},
  fingerprint: '',
};
