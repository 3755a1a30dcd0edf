import path from 'node:path';
import type { Sandbox, Specification, Tier } from '../../../protocol/index.ts';
import { ExecutionError, Executor, type Interpreter } from '../execution/index.ts';
import { historyFile } from '../history/index.ts';
import { version } from '../support/version.ts';
import { samplersFound } from './samplerFor.ts';
import { type CommonOptions, interpreterFor, settingsFrom, workspaceOf } from './target.ts';
import { say, sayJson } from './terminal.ts';

/** Runs `assay doctor`; the exit code: 1 where the sandbox is below the minimum. Throws Failure. */
export async function runDoctor(options: CommonOptions, signal: AbortSignal): Promise<number> {
  const settings = settingsFrom(options);
  const here = path.join(process.cwd(), 'doctor.py');
  const interpreter = await interpreterFor(here, workspaceOf(here), options);
  const { sandbox, problem } = await probe(interpreter, settings.sandbox.minimum, signal);
  const samplers = await samplersFound(settings, signal);
  if (options.json) {
    const node = process.versions.node;
    const minimum = settings.sandbox.minimum;
    const history = historyFile() ?? null;
    const found = { version, node, interpreter, sandbox, minimum, problem: problem ?? null, samplers, history };
    sayJson(found);
  } else {
    say(`assay        ${version} on Node ${process.versions.node}, ${process.platform} ${process.arch}`);
    say(`interpreter  ${interpreter.path} (Python ${interpreter.version}, from ${interpreter.source})`);
    say(`sandbox      ${sandbox.tier}: ${(sandbox.holds ?? []).join(', ') || 'nothing'} held in the probes`);
    for (const [withheld, probes] of Map.groupBy(sandbox.probes ?? [], (one) => one.withheld)) {
      const [refused, got] = [probes.filter((one) => one.refused), probes.filter((one) => !one.refused)];
      const words = (some: typeof probes) => some.map(({ tried }) => tried).join(', ');
      const parts = [
        refused.length > 0 && `refused: ${words(refused)}`,
        got.length > 0 && `got through: ${words(got)}`,
      ];
      say(`             ${withheld}: ${parts.filter(Boolean).join('; ')}`);
    }
    if (sandbox.reason) say(`             ${sandbox.reason}`);
    if (problem) say(`             ${problem}`);
    for (const one of samplers) say(`sampler      ${one.name}: ${one.state}`);
    say(`history      ${historyFile() ?? 'off (ASSAY_HISTORY)'}`);
  }
  return problem ? 1 : 0;
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
