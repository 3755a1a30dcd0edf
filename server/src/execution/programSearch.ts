import os from 'node:os';
import path from 'node:path';
import type { Specification } from '../../../protocol/index.ts';
import type { LibraryFunction } from '../sampling/sampler.ts';
import { withoutLine } from '../specification/index.ts';
import { BestPrograms, type Evidence, type FoundProgram } from './bestPrograms.ts';
import { importRoots } from './boundarySession.ts';
import { ExecutionError } from './executionError.ts';
import type { Interpreter } from './interpreter.ts';
import type { RunnerProcess } from './runnerProcess.ts';
import { startRunner } from './startRunner.ts';
import type { Search } from './wire.ts';

export interface SearchRequest {
  readonly specification: Specification;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  /** CPU seconds for each process of the search. */
  readonly seconds: number;
  /** The most programs to find. */
  readonly limit: number;
  /** A model's programs for the function, best first, which steer the search. */
  readonly samples?: readonly string[];
  /** What the user accepted in other files, the most alike first. */
  readonly library?: readonly LibraryFunction[];
}

/** The answer if the examples can't be searched for, and why. */
export interface NothingRead {
  readonly unread: 'uncalled' | 'arguments' | 'results';
}

/** Comes last: what the examples say about all that was found. */
export interface SearchEvidence {
  readonly evidence: Evidence;
}

/**
 * Searches for bodies of the target that satisfy its examples, in a process for each kind of body where there are cores for them, and gives
 * the best first. Throws ExecutionError.
 */
export async function* searchPrograms(
  request: SearchRequest,
  signal: AbortSignal,
): AsyncIterable<FoundProgram | NothingRead | SearchEvidence> {
  signal.throwIfAborted();
  const parts = os.availableParallelism() > 1 ? (['expressions', 'skeletons'] as const) : (['both'] as const);
  const best = new BestPrograms(parts.length, request.limit);
  let unread: NothingRead['unread'] | undefined;
  let failure: ExecutionError | undefined;
  let wake: () => void = () => undefined;
  const running: RunnerProcess[] = [];
  const killAll = () => {
    for (const one of running) one.kill();
    wake();
  };
  signal.addEventListener('abort', killAll, { once: true });
  // On a busy machine the CPU seconds may take much longer: what was found so far counts.
  let isLate = false;
  const late = setTimeout(
    () => {
      isLate = true;
      killAll();
    },
    1000 * (request.seconds * 5 + 10),
  );
  try {
    await Promise.all(
      parts.map(async (shares, process) => {
        let over = false;
        const one = await startRunner(request.interpreter, 'search', (message) => {
          if (message.op === 'found') best.add(programOf(message), Date.now());
          else if (message.op === 'reached') best.reach(process, message);
          else {
            over = true;
            unread ??= message.unread;
            if (message.broken !== undefined) failure ??= new ExecutionError(message.broken);
            best.end(process);
          }
          wake();
        });
        running.push(one);
        one.ended.then((why) => {
          if (!over && !isLate) failure ??= why;
          best.end(process);
          wake();
        });
        if (signal.aborted) one.kill();
        one.send(orderOf(request, shares));
      }),
    );
    for (;;) {
      signal.throwIfAborted();
      const next = best.next(Date.now());
      yield* next;
      // More may have come meanwhile.
      if (next.length > 0) continue;
      if (best.isOver || unread !== undefined) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, best.wait(Date.now()) ?? 60_000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (best.given > 0) yield { evidence: best.evidence };
    else if (unread !== undefined) yield { unread };
    else if (failure) throw new ExecutionError(`The search could not run: ${failure.message}`, failure.next);
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', killAll);
    killAll();
  }
}

function programOf({ body, program, imports, helpers, how, size, rank, behaviour }: FoundProgram): FoundProgram {
  const more = { ...(program !== undefined && { program }), ...(helpers !== undefined && { helpers }) };
  return { body, ...more, imports, how, size, rank, behaviour };
}

function orderOf(
  { specification, workspace, seconds, limit, samples = [], library = [] }: SearchRequest,
  shares: Search['shares'],
): Search {
  const { target, module, file, steps, context } = specification;
  const name = withoutLine(target.name);
  return {
    op: 'search',
    module,
    file,
    path: importRoots(specification, workspace),
    cwd: workspace ?? path.dirname(file),
    target: name,
    steps,
    context,
    ...(target.receiver !== undefined && { receiver: target.receiver }),
    ...(samples.length > 0 && { samples }),
    ...(library.length > 0 && { library }),
    parameters: target.parameters.filter((one) => one.name !== target.receiver),
    words: [name, target.docstring ?? '', target.signature],
    seconds,
    limit,
    shares,
  };
}
