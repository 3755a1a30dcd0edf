/** The script that judges in one process, for a debugger: it runs the same code as a candidate's process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { anyPython } from './pythons.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'assay-unlocked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('judges the function as it stands, or as another text has it', () => {
  const text = (sum: string) => `def add(a, b):\n    return ${sum}\n\n\nassert add(1, 2) == 3\n`;
  const [file, other] = [path.join(folder, 'sums.py'), path.join(folder, 'other.py')];
  writeFileSync(file, text('a + b'));
  writeFileSync(other, text('a - b'));
  const script = path.join(import.meta.dirname, 'unlocked.py');
  const said = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(anyPython().path, [script, file, 'add', ...args], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout;
  };
  expect(said()).toContain("'status': 'pass'");
  expect(said(other)).toMatch(/'status': 'fail'.*'expected': '3', 'actual': '-1'/);
});
