import path from 'node:path';
import { examine, rowsOf } from '../doctor/index.ts';
import { historyFile } from '../history/index.ts';
import { type CommonOptions, interpreterFor, settingsFrom, workspaceOf } from './target.ts';
import { say, sayJson } from './terminal.ts';

/** Runs `assay doctor`; the exit code: 1 where the sandbox is below the minimum. Throws Failure. */
export async function runDoctor(options: CommonOptions, signal: AbortSignal): Promise<number> {
  const settings = settingsFrom(options);
  const here = path.join(process.cwd(), 'doctor.py');
  const interpreter = await interpreterFor(here, workspaceOf(here), options);
  const found = await examine({ settings, interpreter, history: historyFile(), env: process.env }, signal);
  if (options.json) sayJson(found);
  else {
    for (const { label, lines } of rowsOf(found)) {
      for (const [index, line] of lines.entries()) say(`${(index === 0 ? label : '').padEnd(13)}${line}`);
    }
  }
  return found.problem === null ? 0 : 1;
}
