/** The SQLite file. It is opened on first use, shared with other processes, and moved away if it is damaged. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { steps } from './schema.ts';

type Sqlite = typeof import('node:sqlite');

export interface DatabaseOptions {
  readonly file: string;
  /** Gets one line for the user: the problem with the history, and Assay's reaction. */
  problem(line: string): void;
  /** The module; a test can withhold it. */
  readonly sqlite?: () => Sqlite | undefined;
}

/** Milliseconds to wait for another process; and then, without success, to leave the database alone. */
const PATIENCE = 1500;
const PAUSE = 60_000;

// SQLite's result codes.
const [BUSY, LOCKED, CORRUPT, NOT_A_DATABASE] = [5, 6, 11, 26];

/** The database has the schema of a later Assay. */
class Newer extends Error {}

export class Database {
  readonly file: string;
  readonly #options: DatabaseOptions;
  #open: DatabaseSync | undefined;
  /** The time of the next attempt, in milliseconds. */
  #until = 0;

  constructor(options: DatabaseOptions) {
    this.file = options.file;
    this.#options = options;
  }

  /** Whether the database exists; does not create it. */
  get exists(): boolean {
    return existsSync(this.file);
  }

  /** Runs `work` as one transaction. Undefined without a usable history; the user has seen the reason. */
  use<T>(work: (db: DatabaseSync) => T): T | undefined {
    if (Date.now() < this.#until) return undefined;
    try {
      return this.#attempt(work);
    } catch (error) {
      const code = codeOf(error);
      if (code === CORRUPT || code === NOT_A_DATABASE) return this.#afresh(work, error);
      return this.#without(error);
    }
  }

  /** Runs `work` outside of a transaction, if the database is open. */
  outside(work: (db: DatabaseSync) => void): void {
    if (!this.#open) return;
    try {
      work(this.#open);
    } catch (error) {
      this.#without(error);
    }
  }

  close(): void {
    this.#open?.close();
    this.#open = undefined;
  }

  #attempt<T>(work: (db: DatabaseSync) => T): T | undefined {
    const sqlite = (this.#options.sqlite ?? builtin)();
    if (!sqlite) {
      this.#until = Number.POSITIVE_INFINITY;
      this.#options.problem(
        'No history is kept here: the Node that Assay runs on has no node:sqlite, which comes with version 22.13.',
      );
      return undefined;
    }
    this.#open ??= opened(sqlite, this.file);
    const db = this.#open;
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work(db);
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Moves a damaged file away, unless another process has done so, and starts a new one. */
  #afresh<T>(work: (db: DatabaseSync) => T, error: unknown): T | undefined {
    try {
      this.close();
      const aside = isSound((this.#options.sqlite ?? builtin)()!, this.file) ? undefined : setAside(this.file);
      if (aside !== undefined) {
        this.#options.problem(
          `The history was damaged (${textOf(error)}). Assay moved it to ${aside} and started a new one.`,
        );
      }
      return this.#attempt(work);
    } catch (again) {
      return this.#without(again);
    }
  }

  #without(error: unknown): undefined {
    const code = codeOf(error);
    const busy = code === BUSY || code === LOCKED;
    // A lock may end soon; a file that can't be opened stays unusable until the user fixes it.
    this.#until = busy ? Date.now() + PAUSE : Number.POSITIVE_INFINITY;
    if (error instanceof Newer) this.#options.problem(error.message);
    else if (busy) {
      this.#options.problem(
        `The history is locked by another process, so Assay continues without it for a minute: ${this.file}`,
      );
    } else
      this.#options.problem(
        `The history can't be used (${textOf(error)}), so Assay continues without it: ${this.file}`,
      );
    return undefined;
  }
}

/** Loads the module on demand: in an editor, the server runs on the editor's Node, which may lack it. */
function builtin(): Sqlite | undefined {
  // Users can do nothing about Node's warning that the module is experimental, so it is suppressed.
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule?.('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

function opened(sqlite: Sqlite, file: string): DatabaseSync {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // We create the file with a private mode, because it contains code. SQLite gives its other files the same mode.
  closeSync(openSync(file, 'a', 0o600));
  if (process.platform !== 'win32') chmodSync(file, 0o600);
  const db = new sqlite.DatabaseSync(file);
  try {
    db.exec(`PRAGMA busy_timeout = ${PATIENCE}`);
    // It must come before the first table, else it has no effect.
    db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    // Cleared data must not stay in the file.
    db.exec('PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 1048576');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function migrate(db: DatabaseSync): void {
  if (versionOf(db) === steps.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Read again, because another process may have been faster.
    const version = versionOf(db);
    if (version > steps.length) {
      throw new Newer(
        'The history was written by a later version of Assay, so Assay does not touch it. Update Assay to use it.',
      );
    }
    for (const step of steps.slice(version)) db.exec(step);
    db.exec(`PRAGMA user_version = ${steps.length}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()!.user_version);
}

function isSound(sqlite: Sqlite, file: string): boolean {
  try {
    const db = opened(sqlite, file);
    try {
      return db.prepare('PRAGMA quick_check(1)').get()?.quick_check === 'ok';
    } finally {
      db.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === CORRUPT || code === NOT_A_DATABASE) return false;
    throw error;
  }
}

/** Renames the file and returns the new name. */
function setAside(file: string): string {
  const aside = `${file}.broken-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, aside + part);
  }
  return aside;
}

/** The primary result code; undefined if the error is not SQLite's. */
function codeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
