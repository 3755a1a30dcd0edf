/** Reads and runs recorded chat replies: counts those with a program that passes its task's asserts. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { isRecorded, recordedTasks } from '../servers/replay.ts';
import { isFull } from './files.ts';

const assay = path.join(import.meta.dirname, '..', '..', 'bin', 'assay.js');

it.skipIf(!isRecorded)('at least 82.6% of recorded replies pass (skipped where ../shared/data is absent)', async () => {
  const tasks = isFull ? recordedTasks() : recordedTasks().slice(0, 30);
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-replies-'));
  const write = (name: string, lines: readonly object[]) => {
    writeFileSync(path.join(folder, name), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    return path.join(folder, name);
  };
  try {
    const replies = tasks.flatMap(({ task_id, replies }) => replies.map((reply) => ({ task_id, reply })));
    const verdicts = path.join(folder, 'verdicts.jsonl');
    const files = ['--tasks', write('tasks.jsonl', tasks), '--samples', write('samples.jsonl', replies)];
    await promisify(execFile)(process.execPath, [assay, 'eval', ...files, '--verdicts', verdicts, '--json']);
    const judged = readFileSync(verdicts, 'utf8').trim().split('\n');
    const visible = judged.flatMap((line) => (JSON.parse(line).n as [boolean, boolean][]).map(([passes]) => passes));
    const passing = visible.filter(Boolean).length;
    console.log(`${passing} of ${replies.length} replies pass: ${((100 * passing) / replies.length).toFixed(1)}%`);
    expect(visible).toHaveLength(replies.length);
    expect(passing / replies.length).toBeGreaterThanOrEqual(0.826);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
