import { ForkedProcess } from './forkedProcess.ts';
import type { Interpreter } from './interpreter.ts';
import type { Mode, RunnerProcess, Take } from './runnerProcess.ts';
import { SpawnedProcess } from './spawnedProcess.ts';

/** Starts a session of server/runner. If the interpreter can't be started, `ended` gives the reason. */
export async function startRunner<M extends Mode>(
  interpreter: Interpreter,
  mode: M,
  take: Take<M>,
): Promise<RunnerProcess> {
  return interpreter.singleUse
    ? new SpawnedProcess(interpreter, mode, take)
    : ForkedProcess.start(interpreter, mode, take);
}
