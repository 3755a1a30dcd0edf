import path from 'node:path';
import { exportPairs, type Filter, History, historyFile, type Listed } from '../history/index.ts';
import { dayAndTime } from '../report/course.ts';
import { printable } from '../support/printable.ts';
import { Failure } from './failure.ts';
import { number } from './target.ts';
import { note, say, sayJson, warn } from './terminal.ts';

export interface HistoryOptions {
  readonly json?: boolean;
  readonly file?: string;
  readonly function?: string;
  readonly sampler?: string;
  readonly model?: string;
  readonly since?: string;
  readonly examples?: string;
  readonly limit?: string;
  readonly format?: string;
}

/** Opens the history of editors and terminals. Its problems go to standard error, and the work continues. */
export function openHistory(): History {
  return new History({ file: historyFile(), problem: (line) => warn(line) });
}

/** Runs `assay history`; the exit code. Throws Failure. */
export function runHistory(options: HistoryOptions): number {
  return withHistory((history) => {
    const listed = history.list({ limit: 50, ...filterFrom(options) });
    if (options.json) sayJson({ path: history.file, syntheses: listed });
    else for (const one of listed ?? []) say(lineOf(one));
    if (!options.json && listed?.length === 0) note(`Nothing in ${history.file} matches.`);
    return listed;
  });
}

/** Runs `assay history export`; the exit code. Throws Failure. */
export function runHistoryExport(options: HistoryOptions): number {
  if ((options.format ?? 'openai') !== 'openai') throw new Failure(`--format must be openai, not "${options.format}".`);
  const filter = filterFrom(options);
  return withHistory((history) => {
    const records = history.acceptances();
    if (!records) return undefined;
    const { lines, leftOut } = exportPairs(records, filter);
    if (options.json) {
      const examples = lines.map((line) => JSON.parse(line));
      sayJson({ format: 'openai', examples, leftOut: Object.fromEntries(leftOut) });
    } else for (const line of lines) sayJson(JSON.parse(line));
    const sum = [...leftOut.values()].reduce((all, count) => all + count, 0);
    note(`${lines.length} exported, ${sum} left out${sum > 0 ? ':' : '.'}`);
    for (const [reason, count] of leftOut) note(`  ${count} × ${reason}`);
    return records;
  });
}

/** Runs `assay history clear`; the exit code. Throws Failure. */
export function runHistoryClear(options: HistoryOptions): number {
  return withHistory((history) => {
    const cleared = history.clear();
    if (cleared === undefined) return undefined;
    if (options.json) sayJson({ path: history.file, cleared });
    else note(`Cleared: ${cleared} ${cleared === 1 ? 'synthesis is' : 'syntheses are'} deleted.`);
    return cleared;
  });
}

/** Runs a command about the history. An unusable database is an error here. */
function withHistory(work: (history: History) => unknown): number {
  const file = historyFile();
  if (file === undefined) throw new Failure('No history is kept: ASSAY_HISTORY is off.');
  let problem: string | undefined;
  const history = new History({
    file,
    problem: (line) => {
      problem = line;
    },
  });
  try {
    if (work(history) === undefined) throw new Failure(problem ?? `The history can't be used: ${file}`);
    // A damaged file was moved away and an empty one is in use: the user should know.
    if (problem !== undefined) warn(problem);
    return 0;
  } finally {
    history.close();
  }
}

function filterFrom({ file, since, examples, limit, ...names }: HistoryOptions): Filter {
  const { function: name, sampler, model } = names;
  return {
    ...(file !== undefined && { file: path.resolve(file) }),
    ...(name !== undefined && { function: name }),
    ...(sampler !== undefined && { sampler }),
    ...(model !== undefined && { model }),
    ...(since !== undefined && { since: dateFrom(since) }),
    ...(examples !== undefined && { examples: countFrom('--examples', examples) }),
    ...(limit !== undefined && { limit: countFrom('--limit', limit) }),
  };
}

function dateFrom(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Failure(`--since must be a date such as 2026-01-31, not "${text}".`);
  return date;
}

function countFrom(flag: string, text: string): number {
  const count = number(text);
  if (!Number.isInteger(count) || Number(count) < 0)
    throw new Failure(`${flag} must be a whole number, not "${text}".`);
  return Number(count);
}

function lineOf(one: Listed): string {
  const drawnBy = [one.sampler, one.model].filter(Boolean).join(' ');
  const repaired = one.rounds > 1 ? ` in ${one.rounds} rounds` : '';
  const state = one.state === 'done' ? '' : ` · ${one.state}`;
  const accepted = one.accepted === null ? '' : ' · accepted';
  const result = `${one.passing} of ${one.received} pass${repaired}${state}${accepted}`;
  return printable(`${dayAndTime(one.at)}  ${one.file}::${one.function}  ${drawnBy}: ${result}`);
}
