/** What was drawn, run and accepted. Nothing here stops the work: where the database can't be used, that is told once. */
import path from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Specification } from '../../../protocol/index.ts';
import { type Redactor, redactorOf } from '../redaction.ts';
import type { AcceptedFunction, Sample } from '../sampling/sampler.ts';
import { Database, type DatabaseOptions } from './database.ts';
import { nearest } from './nearest.ts';
import type { Asked, Begun, Ended, Filter, JudgedCandidate, Listed, Remembered } from './records.ts';

export interface HistoryOptions extends Omit<DatabaseOptions, 'file'> {
  /** Undefined where no history is wanted. */
  readonly file: string | undefined;
  readonly now?: () => number;
  /** Takes secrets out of all that is written. */
  readonly redactor?: Redactor;
}

type Row = Record<string, SQLOutputValue>;

/** Megabytes, until somebody says otherwise. */
const USUAL_SIZE = 64;
/** Hints that a function has at a time, the latest; and characters of one. */
const MOST_HINTS = 10;
const LONGEST_HINT = 1000;
/** Milliseconds after which what was left running has no process any more. */
const LONGEST_RUN = 86_400_000;
/** Accepted functions that are looked at for a prompt, latest first. */
const MOST_LOOKED_AT = 500;

export class History {
  /**
   * Megabytes that the file may take; 0 keeps nothing. Undefined where nobody has said: then what an editor's settings said
   * last holds for this process too.
   */
  size: number | undefined;
  readonly #database: Database | undefined;
  readonly #now: () => number;
  readonly #redactor: Redactor;
  /** Of documents without a file, whose names mean another document tomorrow. */
  readonly #passingHints = new Map<string, string[]>();
  readonly #told = new Set<string>();

  constructor({ file, now = Date.now, redactor = redactorOf(process.env), problem, ...options }: HistoryOptions) {
    const once = (line: string) => {
      if (this.#told.has(line)) return;
      this.#told.add(line);
      problem(line);
    };
    this.#database = file === undefined ? undefined : new Database({ ...options, file, problem: once });
    this.#now = now;
    this.#redactor = redactor;
  }

  get file(): string | undefined {
    return this.#database?.file;
  }

  /** Notes that a synthesis begins, so that what it finds can be accepted before it ends. Its number. */
  begin(begun: Begun): number | undefined {
    const { specification, sampler, destination, requested } = begun;
    const now = this.#now();
    return this.#write((db) => {
      const { lastInsertRowid } = db
        .prepare(
          `INSERT INTO synthesis (at, used_at, workspace, file, function, fingerprint, specification, request, sampler, model,
             destination, requested, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running')`,
        )
        .run(
          now,
          now,
          begun.workspace ?? null,
          begun.file,
          specification.target.name,
          specification.fingerprint,
          this.#redactor.code(JSON.stringify(askedOf(specification))),
          begun.request ?? null,
          sampler,
          begun.model ?? null,
          destination,
          requested,
        );
      return Number(lastInsertRowid);
    });
  }

  /** Writes down what a synthesis came to. */
  end(id: number | undefined, ended: Ended): void {
    if (id === undefined) return;
    const { code, values } = this.#redactor;
    let altered = false;
    const text = (original: string) => {
      const redacted = code(original);
      altered ||= redacted !== original;
      return redacted;
    };
    this.#write((db) => {
      // Cleared meanwhile, by another window perhaps: then there is nothing to write to.
      if (!db.prepare('SELECT 1 FROM synthesis WHERE id = ?').get(id)) return;
      const addSample = db.prepare('INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?)');
      ended.samples.forEach((one, position) => {
        const parts =
          'sample' in one ? [one.sample.form, text(one.sample.text), null] : [null, null, values(one.refused)];
        addSample.run(id, position, one.round, ...(parts as [string, string, string]));
      });
      const addCandidate = db.prepare('INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
      ended.candidates.forEach((one, rank) => {
        const verdicts = one.verdicts.map(({ source, expected, actual, message, ...rest }) => ({
          ...rest,
          source: code(source),
          ...(expected !== undefined && { expected: values(expected) }),
          ...(actual !== undefined && { actual: values(actual) }),
          ...(message !== undefined && { message: values(message) }),
        }));
        const [passed, unverified] = [Number(one.passed), Number(one.unverified)];
        const solution = code(one.solution);
        addCandidate.run(
          id,
          rank,
          one.id,
          one.round,
          one.samples,
          passed,
          unverified,
          solution,
          JSON.stringify(verdicts),
        );
      });
      const { state, received, passing, rounds, requested, tokens, seconds } = ended;
      // Half of what was asked for is no answer to the same request, nor is what was altered.
      const repeatable = Number(state === 'done' && received >= requested && !altered);
      db.prepare(
        `UPDATE synthesis SET state = ?, message = ?, repeatable = ?, requested = ?, received = ?, passing = ?, rounds = ?,
           prompt_tokens = ?, completion_tokens = ?, seconds = ? WHERE id = ?`,
      ).run(
        state,
        ended.message === undefined ? null : values(ended.message),
        repeatable,
        requested,
        received,
        passing,
        rounds,
        tokens?.prompt ?? null,
        tokens?.completion ?? null,
        seconds,
        id,
      );
    });
    this.#trim();
  }

  /** The latest synthesis that answers this request as it stands. */
  find(request: string): Remembered | undefined {
    if (!this.#database?.exists) return undefined;
    return this.#use((db) => {
      const row = db
        .prepare(
          'SELECT id, at, requested FROM synthesis WHERE request = ? AND repeatable = 1 ORDER BY at DESC, id DESC',
        )
        .get(request);
      if (!row) return undefined;
      db.prepare('UPDATE synthesis SET used_at = ? WHERE id = ?').run(this.#now(), row.id!);
      const samples = db.prepare('SELECT * FROM sample WHERE synthesis = ? ORDER BY position').all(row.id!);
      return {
        id: Number(row.id),
        at: new Date(Number(row.at)),
        requested: Number(row.requested),
        samples: samples.map(({ round, form, text, refused }) =>
          form === null
            ? { round: Number(round), refused: String(refused) }
            : { round: Number(round), sample: { form: form as Sample['form'], text: String(text) } },
        ),
      };
    });
  }

  /** Notes that a candidate was accepted. What was hinted at for its function has served its purpose. */
  accept(id: number | undefined, candidate: { id: string; solution: string; passed: boolean }): void {
    if (id === undefined) return;
    const now = this.#now();
    this.#write((db) => {
      const about = db.prepare('SELECT file, function FROM synthesis WHERE id = ?').get(id);
      if (!about) return;
      db.prepare('INSERT INTO acceptance VALUES (?, ?, ?, ?, ?)').run(
        id,
        now,
        candidate.id,
        Number(candidate.passed),
        this.#redactor.code(candidate.solution),
      );
      db.prepare('UPDATE synthesis SET used_at = ? WHERE id = ?').run(now, id);
      db.prepare('DELETE FROM hint WHERE file = ? AND function = ?').run(about.file!, about.function!);
      this.#passingHints.delete(keyOf(String(about.file), String(about.function)));
    });
  }

  /** What has been said about a function since a candidate was last accepted, oldest first. */
  hints(file: string, name: string): string[] {
    const passing = this.#passingHints.get(keyOf(file, name)) ?? [];
    if (!path.isAbsolute(file) || !this.#database?.exists) return passing;
    const rows = this.#use((db) =>
      db.prepare('SELECT text FROM hint WHERE file = ? AND function = ? ORDER BY at, rowid').all(file, name),
    );
    return [...(rows ?? []).map(({ text }) => String(text)), ...passing].slice(-MOST_HINTS);
  }

  hint(file: string, name: string, said: string): void {
    const text = said.slice(0, LONGEST_HINT);
    const written =
      path.isAbsolute(file) &&
      this.#write((db) => {
        db.prepare('INSERT INTO hint VALUES (?, ?, ?, ?)').run(file, name, this.#now(), this.#redactor.code(text));
        return true;
      });
    if (written) return;
    const key = keyOf(file, name);
    this.#passingHints.set(key, [...(this.#passingHints.get(key) ?? []), text]);
  }

  /** The candidates of the latest synthesis of this very specification, best first. */
  candidates(file: string, { target: { name }, fingerprint }: Specification): JudgedCandidate[] {
    if (!this.#database?.exists) return [];
    const rows = this.#use((db) => {
      const last = db
        .prepare(
          `SELECT id FROM synthesis WHERE file = ? AND function = ? AND fingerprint = ? AND state <> 'running'
             ORDER BY at DESC, id DESC`,
        )
        .get(file, name, fingerprint);
      return last ? db.prepare('SELECT * FROM candidate WHERE synthesis = ? ORDER BY rank').all(last.id!) : [];
    });
    return (rows ?? []).map(candidateOf);
  }

  /** Accepted functions of the same workspace that are like this one, nearest first; never an earlier form of itself. */
  accepted(workspace: string | undefined, file: string, { target }: Specification, limit: number): AcceptedFunction[] {
    if (!this.#database?.exists || workspace === undefined) return [];
    const rows = this.#use((db) =>
      db
        .prepare(
          `SELECT specification, solution FROM acceptance JOIN synthesis ON synthesis.id = synthesis
             WHERE workspace = ? AND NOT (file = ? AND function = ?) AND passed = 1 ORDER BY acceptance.at DESC LIMIT ?`,
        )
        .all(workspace, file, target.name, MOST_LOOKED_AT),
    );
    const found = (rows ?? []).map(({ specification, solution }): AcceptedFunction => {
      const asked = JSON.parse(String(specification)) as Asked;
      const { docstring, source, signature } = asked.target;
      return {
        stub: asked.target.body === 'stub' ? source.trimEnd() : `${signature}:\n    ...`,
        ...(docstring !== undefined && { docstring }),
        examples: asked.examples.filter(({ kind }) => kind !== 'doctest').map((example) => example.source),
        solution: String(solution),
      };
    });
    return nearest(target, found, limit);
  }

  /** Latest first. */
  list(filter: Filter = {}): Listed[] | undefined {
    if (!this.#database?.exists) return [];
    const { where, values } = conditions(filter);
    return this.#use((db) =>
      db
        .prepare(
          `SELECT *, json_array_length(specification, '$.examples') AS examples,
             (SELECT candidate FROM acceptance WHERE synthesis = synthesis.id ORDER BY acceptance.at DESC LIMIT 1) AS accepted
             FROM synthesis ${where} ORDER BY at DESC, id DESC LIMIT ?`,
        )
        .all(...values, filter.limit ?? -1)
        .map((row) => listedOf(row, this.#now())),
    );
  }

  /** All syntheses, with what was accepted of them; for the export. */
  acceptances(): AcceptanceRecord[] | undefined {
    if (!this.#database?.exists) return [];
    return this.#use((db) =>
      db
        .prepare(
          `SELECT synthesis.*, json_array_length(specification, '$.examples') AS examples, acceptance.candidate AS accepted,
             acceptance.at AS accepted_at, acceptance.passed, acceptance.solution
             FROM synthesis LEFT JOIN acceptance ON synthesis = synthesis.id ORDER BY coalesce(accepted_at, synthesis.at), synthesis.id`,
        )
        .all()
        .map((row) => ({
          ...listedOf(row, this.#now()),
          asked: JSON.parse(String(row.specification)) as Asked,
          ...(row.solution === null ? {} : { solution: String(row.solution), passed: row.passed === 1 }),
        })),
    );
  }

  /** Forgets everything; how many syntheses that were. Undefined where it could not be done; why was told. */
  clear(): number | undefined {
    this.#passingHints.clear();
    if (!this.#database?.exists) return 0;
    const cleared = this.#use((db) => {
      const { changes } = db.prepare('DELETE FROM synthesis').run();
      db.exec('DELETE FROM hint');
      return Number(changes);
    });
    if (cleared !== undefined) this.#shrink();
    return cleared;
  }

  close(): void {
    this.#database?.close();
  }

  #write<T>(work: (db: DatabaseSync) => T): T | undefined {
    // Nothing is made to note that nothing is to be kept.
    if (this.size === 0 && !this.#database?.exists) return undefined;
    return this.#use((db) => (this.#limit(db) > 0 ? work(db) : undefined));
  }

  /** Megabytes. */
  #limit(db: DatabaseSync): number {
    const stored = db.prepare("SELECT value FROM setting WHERE name = 'size'").get()?.value;
    if (this.size === undefined) return typeof stored === 'number' ? stored : USUAL_SIZE;
    if (this.size !== stored) db.prepare("INSERT OR REPLACE INTO setting VALUES ('size', ?)").run(this.size);
    return this.size;
  }

  #use<T>(work: (db: DatabaseSync) => T): T | undefined {
    return this.#database?.use(work);
  }

  /** Over its size, the syntheses that nobody has used for longest go: first those of which nothing was accepted. */
  #trim(): void {
    const gone = this.#write((db) => {
      const most = this.#limit(db) * 1024 * 1024;
      let count = 0;
      for (let size = sizeOf(db); size > most; size = sizeOf(db)) {
        const { changes } = db
          .prepare(
            `DELETE FROM synthesis WHERE id IN (
               SELECT id FROM synthesis ORDER BY EXISTS (SELECT 1 FROM acceptance WHERE synthesis = synthesis.id), used_at
               LIMIT max(1, (SELECT count(*) / 10 FROM synthesis)))`,
          )
          .run();
        if (changes === 0) break;
        count += Number(changes);
      }
      return count;
    });
    if (gone) this.#shrink();
  }

  /** Gives the room of what was deleted back to the disk. */
  #shrink(): void {
    this.#database?.outside((db) => db.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)'));
  }
}

export interface AcceptanceRecord extends Listed {
  readonly asked: Asked;
  /** Undefined where nothing was accepted. */
  readonly solution?: string;
  /** False where it was judged in its own process only. */
  readonly passed?: boolean;
}

function askedOf({ target, examples, context }: Specification): Asked {
  const { range, nameRange, docstringRange, line, ...kept } = target;
  return { target: kept, examples: examples.map(({ kind, source }) => ({ kind, source })), context };
}

/** Bytes in use. */
function sizeOf(db: DatabaseSync): number {
  const number = (name: string) => Number(Object.values(db.prepare(`PRAGMA ${name}`).get()!)[0]);
  return (number('page_count') - number('freelist_count')) * number('page_size');
}

function conditions(filter: Filter): { where: string; values: (string | number)[] } {
  const given: [string, string | number | undefined][] = [
    ['file = ?', filter.file],
    ['function = ?', filter.function],
    ['sampler = ?', filter.sampler],
    ['model = ?', filter.model],
    ['at >= ?', filter.since?.getTime()],
    ["json_array_length(specification, '$.examples') >= ?", filter.examples],
  ];
  const used = given.filter((one): one is [string, string | number] => one[1] !== undefined);
  const where = used.length === 0 ? '' : `WHERE ${used.map(([text]) => text).join(' AND ')}`;
  return { where, values: used.map(([, value]) => value) };
}

function listedOf(row: Row, now: number): Listed {
  return {
    id: Number(row.id),
    at: new Date(Number(row.at)).toISOString(),
    file: String(row.file),
    function: String(row.function),
    sampler: String(row.sampler),
    model: row.model as string | null,
    request: row.request as string | null,
    state: row.state === 'running' && now - Number(row.at) > LONGEST_RUN ? 'interrupted' : String(row.state),
    requested: Number(row.requested),
    received: Number(row.received),
    passing: Number(row.passing),
    rounds: Number(row.rounds),
    examples: Number(row.examples),
    accepted: row.accepted as string | null,
  };
}

function candidateOf(row: Row): JudgedCandidate {
  return {
    id: String(row.id),
    round: Number(row.round),
    samples: Number(row.samples),
    passed: row.passed === 1,
    unverified: row.unverified === 1,
    solution: String(row.solution),
    verdicts: JSON.parse(String(row.verdicts)),
  };
}

function keyOf(file: string, name: string): string {
  return `${file}\n${name}`;
}
