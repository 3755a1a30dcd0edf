import path from 'node:path';
import type { Specification } from '../../../protocol/index.ts';
import { withoutLine } from '../specification/index.ts';
import { importRoots } from './boundarySession.ts';
import { ExecutionError } from './executionError.ts';
import type { Interpreter } from './interpreter.ts';
import { startRunner } from './startRunner.ts';

export interface SearchRequest {
  readonly specification: Specification;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  /** CPU seconds for the search. */
  readonly seconds: number;
  /** The most programs to find. */
  readonly limit: number;
}

export interface FoundProgram {
  /** The lines of the function's body, from the first column. */
  readonly body: string;
  /** The modules that it needs. */
  readonly imports: readonly string[];
  /** How it was found, as the user reads it. */
  readonly how: string;
  /** The number of nodes of its syntax tree. */
  readonly size: number;
}

/** The answer if no example can be read as arguments and a result. */
export interface NothingRead {
  readonly unread: true;
}

/** Searches for bodies of the target that satisfy its examples, in a separate process. Throws ExecutionError. */
export async function* searchPrograms(
  request: SearchRequest,
  signal: AbortSignal,
): AsyncIterable<FoundProgram | NothingRead> {
  signal.throwIfAborted();
  const { specification, workspace } = request;
  const target = withoutLine(specification.target.name);
  const found: (FoundProgram | NothingRead)[] = [];
  let over = false;
  let failure: ExecutionError | undefined;
  let wake: () => void = () => undefined;
  const cwd = workspace ?? path.dirname(specification.file);
  const running = await startRunner(request.interpreter, 'search', (message) => {
    if (message.op === 'found') {
      const { op: _, ...program } = message;
      found.push(program);
    } else {
      over = true;
      if (message.unread === true) found.push({ unread: true });
      if (message.broken !== undefined) failure = new ExecutionError(message.broken);
    }
    wake();
  });
  running.ended.then((why) => {
    if (!over) failure = why;
    over = true;
    wake();
  });
  const late = setTimeout(() => running.kill(), 1000 * (request.seconds * 5 + 10));
  const abort = () => running.kill();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    running.send({
      op: 'search',
      module: specification.module,
      file: specification.file,
      path: importRoots(specification, workspace),
      cwd,
      target,
      steps: specification.steps,
      context: specification.context,
      ...(specification.target.receiver !== undefined && { receiver: specification.target.receiver }),
      parameters: specification.target.parameters.filter((one) => one.name !== specification.target.receiver),
      words: [target, specification.target.docstring ?? '', specification.target.signature],
      seconds: request.seconds,
      limit: request.limit,
      shares: 'both',
    });
    for (;;) {
      while (found.length > 0) yield found.shift()!;
      signal.throwIfAborted();
      if (over) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure) throw new ExecutionError(`The search could not run: ${failure.message}`, failure.next);
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', abort);
    running.kill();
  }
}
