import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anyPython, everyPython, minor } from './pythons.ts';

const folder = path.join(import.meta.dirname, '..', 'confinement');
const data = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const hostile = readdirSync(path.join(folder, 'hostile'))
  .filter((name) => name.endsWith('.py'))
  .map((name) => path.join(folder, 'hostile', name));

/** Family, name, expectation, and the reach of the program by line; null if this Python can't parse it. */
type Read = [string, string, string, [number, string][] | null];

interface Admission {
  confined: number;
  total: number;
  reasons: [string, number][];
}

describe('confinement', () => {
  for (const python of everyPython()) {
    it(`tells confined programs from others, and why, on Python ${python.version}`, () => {
      for (const [, name, expected, reaches] of read(python.path, [path.join(folder, 'programs.py')])) {
        if (reaches === null) expect(minor(python), `${name} parses`).toBeLessThan(11);
        else if (expected === 'confined') expect(reaches, name).toEqual([]);
        else expect(reaches[0]?.join(': '), name).toBe(expected);
      }
    });

    it(`calls no hostile program confined on Python ${python.version}`, () => {
      const programs = read(python.path, hostile);
      expect(programs.length).toBeGreaterThan(150);
      expect(programs.filter(([, , , reaches]) => reaches?.length === 0)).toEqual([]);
      const unread = programs.filter(([, , , reaches]) => reaches === null).length;
      expect(unread).toBeLessThan(minor(python) < 11 ? 10 : 1);
    });
  }

  it('tells each reason in one short line', () => {
    for (const [, name, , reaches] of read(anyPython().path, hostile)) {
      for (const [line, what] of reaches ?? []) {
        expect(line, name).toBeGreaterThan(0);
        expect(what, name).toMatch(/^[^\n]{1,80}$/);
      }
    }
  });

  it.skipIf(!existsSync(data))('admits 98.5 % of the recorded samples that pass', () => {
    const { confined, total, reasons } = run<Admission>(anyPython().path, ['admission.py', 'samples', data]);
    console.log(`${confined} of ${total} passing samples are confined. The others:`, reasons);
    expect(confined / total).toBeGreaterThanOrEqual(0.985);
  });

  it('says what share of the functions of Python itself is confined', () => {
    const { confined, total, reasons } = run<Admission>(anyPython().path, ['admission.py', 'library', '10']);
    console.log(
      `${confined} of ${total} functions of the standard library are confined. The others:`,
      reasons.slice(0, 15),
    );
    expect(total).toBeGreaterThan(200);
  });
});

function read(python: string, files: string[]): Read[] {
  return run<Read[]>(python, ['check.py', ...files]);
}

function run<Answer>(python: string, [script, ...args]: string[]): Answer {
  const { stdout, stderr, status } = spawnSync(python, ['-I', path.join(folder, script!), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}
