/** What the agents' calls need of their surroundings: the terminal gives it to `assay mcp`, the language server to the editor's tools. */
import type { Specification } from '../../../protocol/index.ts';
import type { Settings } from '../config.ts';
import type { Executor, Interpreter } from '../execution/index.ts';
import type { History } from '../history/index.ts';
import type { Sampler } from '../sampling/sampler.ts';
import { type PythonDocument, specificationOf } from '../specification/index.ts';
import type { Redactor } from '../support/redaction.ts';
import type { JobRequest } from '../synthesis/job.ts';
import { Refusal } from './refusal.ts';
import { placeIn } from './roots.ts';

export interface Desk {
  /** The folders whose files an agent may name. */
  readonly roots: readonly string[];
  readonly executor: Executor;
  readonly history: History;
  readonly redactor: Redactor;
  readonly env: NodeJS.ProcessEnv;
  /** Programs of the last synthesis of each function, for its question. */
  readonly drawn: Drawn;
  /** A document of its own for a file with a real path. Throws Refusal. */
  open(file: string, root: string): Promise<Opened>;
  /** The samplers that the user's settings choose. Throws Refusal. */
  samplers(
    specification: Specification,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<{ readonly sampler: Sampler; readonly stronger?: Sampler }>;
}

export interface Opened {
  readonly document: PythonDocument;
  readonly settings: Settings;
  readonly interpreter: Interpreter;
  readonly workspace: string;
}

/** How a call is followed: its cancellation, and its progress in one line. */
export interface Following {
  readonly signal: AbortSignal;
  progress(message: string): void;
}

export interface Asked {
  readonly file: string;
  readonly function: string;
}

/** The function that a call is about. Every program is held to confinement or the boundary, the present body too. */
export interface Subject extends JobRequest {
  readonly root: string;
  readonly workspace: string;
  readonly strict: true;
}

/** Opens the file for the time of `use`. Throws Refusal. */
export async function withSubject<T>(desk: Desk, asked: Asked, use: (subject: Subject) => Promise<T>): Promise<T> {
  const { file, root } = placeIn(desk.roots, asked.file);
  const { document, settings, interpreter, workspace } = await desk.open(file, root);
  try {
    const specification = specificationOf(document, asked.function, { workspace });
    if ('error' in specification) throw new Refusal(specification.error);
    return await use({ document, specification, settings, interpreter, workspace, root, strict: true });
  } finally {
    document.dispose();
  }
}

/** The most functions whose programs are kept. */
const MOST = 20;

/** The programs of the last synthesis of each function, one entry a sample. */
export class Drawn {
  readonly #programs = new Map<string, readonly string[]>();

  keep({ specification }: Subject, programs: readonly string[]): void {
    const key = keyOf(specification);
    this.#programs.delete(key);
    this.#programs.set(key, programs);
    const [oldest] = this.#programs.keys();
    if (this.#programs.size > MOST) this.#programs.delete(oldest!);
  }

  of({ specification }: Subject): readonly string[] {
    return this.#programs.get(keyOf(specification)) ?? [];
  }
}

function keyOf({ file, target }: Specification): string {
  return JSON.stringify([file, target.name]);
}
