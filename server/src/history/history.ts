/** Keeps drawn, run and accepted candidates. If the database is unusable, the user learns it once, and the work continues. */
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Specification } from '../../../protocol/index.ts';
import type { AcceptedFunction, LibraryFunction } from '../sampling/sampler.ts';
import type { Proposed } from '../selection/proposed.ts';
import { type Redactor, redactorOf } from '../support/redaction.ts';
import { Database, type DatabaseOptions } from './database.ts';
import { writeEnd } from './ending.ts';
import { keepReport, keptReports } from './keptReports.ts';
import { libraryFor, MOST_LOOKED_AT } from './library.ts';
import { nearest } from './nearest.ts';
import type {
  AcceptanceRecord,
  Begun,
  Ended,
  Filter,
  JudgedCandidate,
  KeptReport,
  Listed,
  Remembered,
  ReportOfThen,
} from './records.ts';
import {
  aboutOf,
  acceptanceOf,
  acceptedOf,
  askedOf,
  candidateOf,
  conditions,
  listedOf,
  proposedOf,
  sampleOf,
} from './rows.ts';
import { limitOf, trim } from './size.ts';

export interface HistoryOptions extends Omit<DatabaseOptions, 'file'> {
  /** Undefined without a history. */
  readonly file: string | undefined;
  readonly now?: () => number;
  /** Removes secrets from all written text. */
  readonly redactor?: Redactor;
}

/** The most hints of a function, of which the latest stay; and the most characters of one. */
const MOST_HINTS = 10;
const LONGEST_HINT = 1000;

export class History {
  /**
   * The most megabytes of the file; 0 keeps nothing. If undefined, this process uses the last value that an editor's settings
   * gave.
   */
  size: number | undefined;
  readonly #database: Database | undefined;
  readonly #now: () => number;
  readonly #redactor: Redactor;
  /** Hints for documents without a file. They stay in memory, because another document may have the same name later. */
  readonly #passingHints = new Map<string, string[]>();
  /** What was proposed, of functions for which nothing could be written. */
  readonly #passingProposals = new Map<string, { readonly about: string; readonly proposed: Proposed }>();
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

  /** Notes the start of a synthesis, so that its candidates can be accepted before it ends. Returns its number. */
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

  /** Writes the result of a synthesis. */
  end(id: number | undefined, ended: Ended): void {
    if (id === undefined) return;
    this.#write((db) => writeEnd(db, id, ended, this.#redactor));
    this.#trim();
  }

  /** The latest synthesis with exactly this request. */
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
        samples: samples.map(sampleOf),
      };
    });
  }

  /** What a model has chosen between answers of a synthesis's candidates, by the digests of what was sent. */
  choices(id: number | undefined): {
    get(digest: string): string | undefined;
    set(digest: string, choice: string): void;
  } {
    return {
      get: (digest) => {
        if (id === undefined || !this.#database?.exists) return undefined;
        return this.#use((db) => {
          const row = db.prepare('SELECT choice FROM choice WHERE synthesis = ? AND request = ?').get(id, digest);
          return row && String(row.choice);
        });
      },
      set: (digest, choice) => {
        if (id === undefined) return;
        this.#write((db) => {
          if (!db.prepare('SELECT 1 FROM synthesis WHERE id = ?').get(id)) return;
          db.prepare('INSERT OR REPLACE INTO choice VALUES (?, ?, ?)').run(id, digest, choice);
        });
      },
    };
  }

  /** Notes that a candidate was accepted, and removes the hints for its function. */
  accept(
    id: number | undefined,
    { file, target: { name } }: Pick<Specification, 'file' | 'target'>,
    candidate: { readonly id: string; readonly solution: string; readonly passed: boolean },
  ): void {
    this.#passingHints.delete(keyOf(file, name));
    if (id === undefined) return;
    const now = this.#now();
    this.#write((db) => {
      if (!db.prepare('SELECT 1 FROM synthesis WHERE id = ?').get(id)) return;
      db.prepare('INSERT INTO acceptance VALUES (?, ?, ?, ?, ?)').run(
        id,
        now,
        candidate.id,
        Number(candidate.passed),
        this.#redactor.code(candidate.solution),
      );
      db.prepare('UPDATE synthesis SET used_at = ? WHERE id = ?').run(now, id);
      db.prepare('DELETE FROM hint WHERE file = ? AND function = ?').run(file, name);
    });
  }

  /** The hints for a function since its last accepted candidate, oldest first. */
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

  /** Notes what a model proposed about the function, instead of what it proposed before. */
  propose({ file, target }: Specification, proposed: Proposed): void {
    const about = aboutOf(target);
    const written =
      path.isAbsolute(file) &&
      this.#write((db) => {
        const text = this.#redactor.code(JSON.stringify(proposed));
        db.prepare('INSERT OR REPLACE INTO proposal VALUES (?, ?, ?, ?)').run(file, target.name, about, text);
        return true;
      });
    if (!written) this.#passingProposals.set(keyOf(file, target.name), { about, proposed });
  }

  /** What was last proposed, unless the function means something else now. */
  proposed({ file, target }: Specification): Proposed | undefined {
    const about = aboutOf(target);
    const passing = this.#passingProposals.get(keyOf(file, target.name));
    if (passing?.about === about) return passing.proposed;
    if (!path.isAbsolute(file) || !this.#database?.exists) return undefined;
    const row = this.#use((db) =>
      db
        .prepare('SELECT proposed FROM proposal WHERE file = ? AND function = ? AND about = ?')
        .get(file, target.name, about),
    );
    return row && proposedOf(row);
  }

  /** The candidates of the latest synthesis of exactly this specification, best first. */
  candidates(file: string, { target: { name }, fingerprint }: Specification): JudgedCandidate[] {
    if (!this.#database?.exists) return [];
    const found = this.#use((db) => {
      const last = db
        .prepare(
          `SELECT id FROM synthesis WHERE file = ? AND function = ? AND fingerprint = ? AND state <> 'running'
             ORDER BY at DESC, id DESC`,
        )
        .get(file, name, fingerprint);
      if (!last) return [];
      return db.prepare('SELECT * FROM candidate WHERE synthesis = ? ORDER BY rank').all(last.id!).map(candidateOf);
    });
    return found ?? [];
  }

  /** Similar accepted functions of the same workspace, nearest first; never an earlier form of the function itself. */
  accepted(workspace: string | undefined, file: string, { target }: Specification, limit: number): AcceptedFunction[] {
    if (!this.#database?.exists || workspace === undefined) return [];
    const found = this.#use((db) =>
      db
        .prepare(
          `SELECT specification, solution FROM acceptance JOIN synthesis ON synthesis.id = synthesis
             WHERE workspace = ? AND NOT (file = ? AND function = ?) AND passed = 1 ORDER BY acceptance.at DESC LIMIT ?`,
        )
        .all(workspace, file, target.name, MOST_LOOKED_AT)
        .map(acceptedOf),
    );
    return nearest(target, found ?? [], limit);
  }

  /** Keeps the last report of a function, instead of the one before. */
  keepReport(file: string, name: string, kept: KeptReport): void {
    if (!path.isAbsolute(file)) return;
    const at = this.#now();
    this.#write((db) => keepReport(db, { file, name, at }, kept, this.#redactor));
    this.#trim();
  }

  /** The last report of each function of a file. */
  keptReports(file: string): ReportOfThen[] {
    if (!path.isAbsolute(file) || !this.#database?.exists) return [];
    return this.#use((db) => keptReports(db, file)) ?? [];
  }

  /**
   * Accepted functions that a search in this file may call: those of the same workspace, then those of others, each the most alike first and
   * the latest of those that are equally alike. None without a history.
   */
  library(workspace: string | undefined, file: string, { target }: Specification, limit: number): LibraryFunction[] {
    if (!this.#database?.exists) return [];
    const about = { workspace, file, target, limit };
    return this.#use((db) => (limitOf(db, this.size) === 0 ? [] : libraryFor(db, about))) ?? [];
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

  /** All syntheses with their accepted candidates, for the export. */
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
        .map((row) => acceptanceOf(row, this.#now())),
    );
  }

  /** Deletes everything and returns the number of syntheses. Undefined on failure; the user has seen the reason. */
  clear(): number | undefined {
    this.#passingHints.clear();
    this.#passingProposals.clear();
    if (!this.#database?.exists) return 0;
    const cleared = this.#use((db) => {
      const { changes } = db.prepare('DELETE FROM synthesis').run();
      db.exec('DELETE FROM hint; DELETE FROM proposal; DELETE FROM report');
      return Number(changes);
    });
    if (cleared !== undefined) this.#shrink();
    return cleared;
  }

  close(): void {
    this.#database?.close();
  }

  #write<T>(work: (db: DatabaseSync) => T): T | undefined {
    // A size of 0 creates no database.
    if (this.size === 0 && !this.#database?.exists) return undefined;
    return this.#use((db) => (limitOf(db, this.size) > 0 ? work(db) : undefined));
  }

  #use<T>(work: (db: DatabaseSync) => T): T | undefined {
    return this.#database?.use(work);
  }

  /** Above the size limit, deletes the least recently used syntheses, those without an accepted candidate first. */
  #trim(): void {
    const gone = this.#write((db) => trim(db, limitOf(db, this.size)));
    if (gone) this.#shrink();
  }

  /** Returns the space of deleted rows to the disk. */
  #shrink(): void {
    this.#database?.outside((db) => db.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)'));
  }
}

function keyOf(file: string, name: string): string {
  return `${file}\n${name}`;
}
