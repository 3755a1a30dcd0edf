/** Finds the test files around a file, on the disk and in the editor's unsaved buffers. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Snapshot } from '../snapshot.ts';
import { looselyNamed, type TestPlaces, testPlacesIn } from './testPlaces.ts';

export interface TestFilesAround {
  /** Files that pytest or unittest collects, nearest first. */
  readonly tests: readonly Snapshot[];
  /** The paths of all test files, including those that do not mention the file's module. */
  readonly every: readonly string[];
  /** Every conftest.py from the workspace down, by its folder. */
  readonly conftests: ReadonlyMap<string, Snapshot>;
  /** Every `__init__.py` of the packages around the file. */
  readonly packages: readonly Snapshot[];
  /** Unsaved texts of these files from open buffers. */
  readonly unsaved: Readonly<Record<string, string>>;
  /** It changes with any change. */
  readonly version: number;
}

/** A file that is open in an editor. Its snapshot is the same object until the text changes. */
export interface OpenFile {
  readonly file: string;
  readonly snapshot: Snapshot;
}

const testFolder = /^(?:\w+[_-]|unit)?tests?(?:[_-]\w+)?$|^testing$|^testsuite$/i;
const passedOver = /^(?:\.|__pycache__$|node_modules$|site-packages$|venv$|env$|build$|dist$)/;
/** The most files to read, and the most bytes of one. */
const MOST = 400;
const LARGEST = 1_000_000;
const DEEPEST = 4;
/** Milliseconds for which results are cached, because lenses ask at every keystroke. */
const FRESH = 2_000;

interface Found extends Omit<TestFilesAround, 'version'> {
  readonly all: readonly (Snapshot | null)[];
}

export class TestFiles {
  readonly #open: () => Iterable<OpenFile>;
  readonly #now: () => number;
  readonly #read = new Map<string, { stamp: string; snapshot: Snapshot | null }>();
  readonly #around = new Map<string, { at: number; paths: Paths; found: Found; version: number }>();
  #version = 0;

  /** `now` in milliseconds. */
  constructor(open: () => Iterable<OpenFile> = () => [], now: () => number = Date.now) {
    this.#open = open;
    this.#now = now;
  }

  /** The test files for an absolute path; a file without a path has none. */
  around(file: string, workspace: string | undefined): TestFilesAround | undefined {
    if (!path.isAbsolute(file)) return undefined;
    const key = `${file}\n${workspace ?? ''}`;
    const known = this.#around.get(key);
    const isFresh = known !== undefined && this.#now() - known.at < FRESH;
    const paths = isFresh ? known.paths : pathsAround(file, workspace);
    const open = new Map([...this.#open()].map((one) => [one.file, one.snapshot]));
    const found = this.#load(file, paths, open, isFresh);
    if (known && same(known.found.all, found.all)) {
      if (!isFresh) known.at = this.#now();
      return { ...known.found, version: known.version };
    }
    const version = ++this.#version;
    this.#around.set(key, { at: isFresh ? known.at : this.#now(), paths, found, version });
    return { ...found, version };
  }

  #load(file: string, paths: Paths, open: ReadonlyMap<string, Snapshot>, isFresh: boolean): Found {
    const unsaved: Record<string, string> = {};
    const take = (one: string): Snapshot | null => {
      const here = open.get(one);
      if (!here) return this.#onDisk(one, isFresh);
      if (this.#onDisk(one, isFresh)?.text !== here.text) unsaved[one] = here.text;
      return here;
    };
    const names = [stemOf(file), ...paths.packages.map((one) => path.basename(path.dirname(one)))];
    const mention = new RegExp(`\\b(?:${names.map((one) => one.replace(/[^\w]/g, '.')).join('|')})\\b`);
    const conftests = paths.conftests.map(take);
    const about = conftests.flatMap((one) => (one && mention.test(one.text) ? path.dirname(one.file) + path.sep : []));
    const isAbout = ({ text, file: own }: Snapshot) =>
      mention.test(text) || about.some((folder) => own.startsWith(folder));
    const tests = paths.tests.map(take).map((one) => (one && isAbout(one) ? one : null));
    const packages = paths.packages.map(take);
    return {
      tests: tests.filter((one) => one !== null),
      every: paths.tests,
      conftests: new Map(conftests.flatMap((one) => (one ? [[path.dirname(one.file), one]] : []))),
      packages: packages.filter((one) => one !== null),
      unsaved,
      all: [...tests, ...conftests, ...packages],
    };
  }

  #onDisk(file: string, isFresh: boolean): Snapshot | null {
    const known = this.#read.get(file);
    if (known && isFresh) return known.snapshot;
    const stamp = stampOf(file);
    if (known?.stamp === stamp) return known.snapshot;
    const text = stamp === '' ? null : read(file);
    const snapshot = text === null ? null : new Snapshot(file, text);
    this.#read.set(file, { stamp, snapshot });
    return snapshot;
  }
}

/** The last part of a file's import name. */
function stemOf(file: string): string {
  const stem = path.basename(file).replace(/\.pyw?$/, '');
  return stem === '__init__' ? path.basename(path.dirname(file)) : stem;
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

interface Paths {
  readonly tests: readonly string[];
  readonly conftests: readonly string[];
  readonly packages: readonly string[];
}

/** The paths beside the file and beside each folder above it, up to the workspace, and in test folders there. */
function pathsAround(file: string, workspace: string | undefined): Paths {
  const above: { readonly folder: string; readonly names: readonly DirectoryEntry[]; has(name: string): boolean }[] =
    [];
  const packages: string[] = [];
  const own = path.dirname(file);
  for (let folder = own, inPackage = true; ; folder = path.dirname(folder)) {
    const names = entriesOf(folder);
    const has = (name: string) => names.some((one) => one.name === name && one.isFile);
    above.push({ folder, names, has });
    if (has('__init__.py')) {
      if (inPackage) packages.push(path.join(folder, '__init__.py'));
    } else inPackage = false;
    if (workspace === undefined ? folder !== own || !inPackage : folder === workspace) break;
    if (folder === path.dirname(folder)) break;
  }
  const isOther = (one: string) => one !== file;
  const found = (places: TestPlaces) => {
    const tests: string[] = [];
    const conftests: string[] = [];
    for (const { folder, names } of above) collect(folder, names, places, tests, conftests, 0);
    for (const folder of places.folders) collect(folder, entriesOf(folder), places, tests, conftests, 1);
    return { tests: [...new Set(tests)].filter(isOther), conftests: [...new Set(conftests)].filter(isOther) };
  };
  const { tests, conftests } = found(testPlacesIn(above));
  return {
    tests: (tests.length > 0 ? tests : found(looselyNamed).tests).slice(0, MOST),
    conftests,
    packages: packages.filter(isOther),
  };
}

interface DirectoryEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isFolder: boolean;
}

function collect(
  folder: string,
  names: readonly DirectoryEntry[],
  places: TestPlaces,
  tests: string[],
  conftests: string[],
  depth: number,
): void {
  for (const { name, isFile, isFolder } of names) {
    const full = path.join(folder, name);
    if (isFile && name === 'conftest.py') conftests.push(full);
    else if (isFile && name.endsWith('.py') && places.isTest(name, depth > 0)) tests.push(full);
    else if (isFolder && !passedOver.test(name) && (depth > 0 ? depth < DEEPEST : testFolder.test(name)))
      collect(full, entriesOf(full), places, tests, conftests, depth + 1);
    if (tests.length > MOST) return;
  }
}

function entriesOf(folder: string): DirectoryEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((one) => ({ name: one.name, isFile: one.isFile() || one.isSymbolicLink(), isFolder: one.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

function stampOf(file: string): string {
  try {
    const { mtimeMs, size } = statSync(file);
    return size > LARGEST ? '' : `${mtimeMs} ${size}`;
  } catch (error) {
    if (isAbsence(error)) return '';
    throw error;
  }
}

/** The text of a file; null if it is not text. */
function read(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    return text.includes('\0') ? null : text;
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** Whether a file is missing or not readable, so that it has no tests for us. */
function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'EISDIR', 'ENAMETOOLONG'].includes(code ?? '');
}
