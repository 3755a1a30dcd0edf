/** Which files of a project hold its tests, as its configuration of pytest says, or as they are named where it says nothing. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface TestPlaces {
  /** Of a file's name; `within` a folder of tests more may be one. */
  isTest(name: string, within: boolean): boolean;
  /** Absolute paths of folders that hold tests, whatever their names. */
  readonly folders: readonly string[];
}

const testName = /^(?:test_.*|.*_test|tests?)\.py$/;
/** What unittest looks for, and what some give to a framework by name. */
const likeATest = /^(?:test.*|.*tests?)\.py$/i;
const named: TestPlaces = { isTest: (name) => testName.test(name), folders: [] };
/** For projects in which nothing is named as frameworks expect it. */
export const looselyNamed: TestPlaces = {
  isTest: (name, within) => within && likeATest.test(name),
  folders: [],
};

/** The files in which pytest looks for its configuration, in its order, each with the head of the section that is its own. */
const sections: readonly (readonly [file: string, head: RegExp])[] = [
  ['pytest.ini', /^\[pytest\]/],
  ['.pytest.ini', /^\[pytest\]/],
  ['pyproject.toml', /^\[tool\.pytest(?:\.ini_options)?\]/],
  ['tox.ini', /^\[pytest\]/],
  ['setup.cfg', /^\[tool:pytest\]/],
];

/** By the nearest configuration in these folders, of which the names that they hold are given, innermost first. */
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
  // One that takes every module means those of the tests' folders.
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

/** A list as either kind of file has it: words, one a line or in a row; or strings in brackets. */
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
    // A bracket that is never closed matches itself alone, as no file is named.
    return /^$/;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It is gone, or not ours to read: pytest has no word of it either.
    return '';
  }
}
