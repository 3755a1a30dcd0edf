/** Stores the dialects of model servers in a small file, so that the next process does not learn them again. */
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import * as z from 'zod';
import { type Dialect, optional, RememberedDialects } from './dialect.ts';

/** The days to keep a dialect: an updated server may support more than a month ago. */
const KEPT = 30;
const DAY = 86_400_000;

const stored = z.object({
  version: z.literal(1),
  servers: z.record(
    z.string(),
    z.object({
      /** `all` if the server honours `n`. */
      portion: z.union([z.int().min(1), z.literal('all')]).optional(),
      limit: z.enum(['max_tokens', 'max_completion_tokens']),
      width: z.int().min(1).optional(),
      thinks: z.literal(true).optional(),
      countsOne: z.literal(true).optional(),
      dropped: z.array(z.enum(optional)),
      /** Milliseconds since 1970. */
      learnt: z.number(),
    }),
  ),
});
type Stored = z.infer<typeof stored>;

export interface DialectFileOptions {
  readonly now: () => number;
  /** Gets one line for the user if the file can't be read or written. The work continues. */
  readonly onProblem: (line: string) => void;
}

export class DialectFile extends RememberedDialects {
  readonly #file: string;
  readonly #options: DialectFileOptions;
  readonly #written = new Map<string, { readonly text: string; readonly learnt: number }>();
  #read = false;

  constructor(folder: string, options: DialectFileOptions) {
    super();
    this.#file = path.join(folder, 'servers.json');
    this.#options = options;
  }

  override of(baseUrl: string, model: string): Dialect {
    if (!this.#read) {
      this.#read = true;
      this.#take(this.#load(), () => true);
    }
    return super.of(baseUrl, model);
  }

  /** Writes the whole file at once: changes are small and rare, and the process may end at any time. */
  override changed(): void {
    const { now, onProblem } = this.#options;
    // Another process may have stored something meanwhile.
    this.#take(this.#load(), (name) => !this.known.has(name));
    const servers: Stored['servers'] = {};
    for (const [name, dialect] of this.known) {
      const { portion, limit, width, thinks, countsOne, dropped } = dialect;
      const body = {
        ...(portion !== undefined && { portion: Number.isFinite(portion) ? portion : ('all' as const) }),
        limit,
        ...(width !== undefined && { width }),
        ...(thinks && { thinks }),
        ...(countsOne && { countsOne }),
        dropped: [...dropped],
      };
      const before = this.#written.get(name);
      const text = JSON.stringify(body);
      const learnt = before?.text === text ? before.learnt : now();
      this.#written.set(name, { text, learnt });
      if (portion !== undefined || width !== undefined || thinks || countsOne || dropped.size > 0)
        servers[name] = { ...body, learnt };
    }
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      writeFileAtomic(this.#file, `${JSON.stringify({ version: 1, servers }, null, 1)}\n`, { mode: 0o600 });
    } catch (error) {
      onProblem(`Assay could not save what it learnt about the model server: ${(error as Error).message}.`);
    }
  }

  #take(read: Stored | undefined, wanted: (name: string) => boolean): void {
    for (const [name, { portion, limit, width, thinks, countsOne, dropped, learnt }] of Object.entries(
      read?.servers ?? {},
    )) {
      if (!wanted(name) || this.#options.now() - learnt > KEPT * DAY) continue;
      const more = {
        ...(width !== undefined && { width }),
        ...(thinks && { thinks }),
        ...(countsOne && { countsOne }),
      };
      const body = { ...(portion !== undefined && { portion }), limit, ...more, dropped };
      this.#written.set(name, { text: JSON.stringify(body), learnt });
      this.known.set(name, {
        ...(portion !== undefined && { portion: portion === 'all' ? Number.POSITIVE_INFINITY : portion }),
        limit,
        ...more,
        dropped: new Set(dropped),
      });
    }
  }

  /** Loads the file. A damaged file is moved away, not overwritten. */
  #load(): Stored | undefined {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        this.#options.onProblem(
          `Assay could not read what it learnt about model servers: ${(error as Error).message}.`,
        );
      }
      return undefined;
    }
    const read = stored.safeParse(parsed(text));
    if (read.success) return read.data;
    const aside = `${this.#file}.broken`;
    try {
      renameSync(this.#file, aside);
      this.#options.onProblem(
        `${this.#file} could not be read as JSON. Assay moved it to ${aside} and starts a new one.`,
      );
    } catch (error) {
      this.#options.onProblem(
        `${this.#file} could not be read as JSON, nor moved out of the way: ${(error as Error).message}.`,
      );
    }
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that is not JSON is treated like JSON of a wrong form.
    return undefined;
  }
}
