/** Finds the test files of a project, from its configuration of pytest, or else by their names. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface TestPlaces {
  /** Whether a file is a test file by its name; `within` a test folder, more names count. */
  isTest(name: string, within: boolean): boolean;
  /** Absolute paths of test folders with any name. */
  readonly folders: readonly string[];
}

const testName = /^(?:test_.*|.*_test|tests?)\.py$/;
/** Names that unittest looks for, and names that people pass to a framework. */
const likeATest = /^(?:test.*|.*tests?)\.py$/i;
const named: TestPlaces = { isTest: (name) => testName.test(name), folders: [] };
/** For projects that do not use the frameworks' usual names. */
export const looselyNamed: TestPlaces = {
  isTest: (name, within) => within && likeATest.test(name),
  folders: [],
};

/** The files in which pytest looks for its configuration, in its order, each with the header of pytest's section. */
const sections: readonly (readonly [file: string, head: RegExp])[] = [
  ['pytest.ini', /^\[pytest\]/],
  ['.pytest.ini', /^\[pytest\]/],
  ['pyproject.toml', /^\[tool\.pytest(?:\.ini_options)?\]/],
  ['tox.ini', /^\[pytest\]/],
  ['setup.cfg', /^\[tool:pytest\]/],
];

/** Reads the nearest configuration in these folders, which come with the names of their files, innermost first. */
export function testPlacesIn(folders: readonly { readonly folder: string; has(name: string): boolean }[]): TestPlaces {
  for (const { folder, has } of folders) {
    for (const [file, head] of sections) {
      const section = has(file) ? sectionOf(path.join(folder, file), head) : undefined;
      if (section !== undefined) return placesOf(folder, section);
    }
  }
  return named;
}

function placesOf(folder: string, section: string): TestPlaces {
  const patterns = valuesOf(section, 'python_files').map((one) => one.split('/').at(-1)!);
  const folders = valuesOf(section, 'testpaths').flatMap((one) => (/[*?[]/.test(one) ? [] : [path.join(folder, one)]));
  if (patterns.length === 0) return { ...named, folders };
  // A pattern for every module means the modules of the test folders.
  const everywhere = patterns.filter((one) => /test/i.test(one)).map(matching);
  const all = patterns.map(matching);
  return { isTest: (name, within) => (within ? all : everywhere).some((one) => one.test(name)), folders };
}

function sectionOf(file: string, head: RegExp): string | undefined {
  const lines = textOf(file).split(/\r?\n/);
  const start = lines.findIndex((line) => head.test(line));
  if (start < 0) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => /^\[[^\]"',]*\]\s*(?:#.*)?$/.test(line));
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n');
}

/** Reads a list in both forms: words, on one or several lines; or strings in brackets. */
function valuesOf(section: string, name: string): string[] {
  const found =
    new RegExp(`^${name}\\s*=[ \\t]*(\\[[^\\]]*\\]|[^\\n]*(?:\\n[ \\t]+[^\\n]*)*)`, 'm').exec(section)?.[1] ?? '';
  const quoted = [...found.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map((one) => one[1] ?? one[2]!);
  return (quoted.length > 0 ? quoted : [found.replace(/[#;].*/g, '')]).flatMap((one) =>
    one.split(/\s+/).filter(Boolean),
  );
}

function matching(glob: string): RegExp {
  const parts = glob
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  try {
    return new RegExp(`^${parts.replaceAll('[!', '[^')}$`);
  } catch {
    // An unclosed bracket only matches itself, and no file has such a name.
    return /^$/;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The file is missing or not readable, for pytest too.
    return '';
  }
}
