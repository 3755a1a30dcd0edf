/** Converts rows of the tables to plain data and back. */
import { createHash } from 'node:crypto';
import type { SQLOutputValue } from 'node:sqlite';
import type { Specification } from '../../../protocol/index.ts';
import type { AcceptedFunction, Sample } from '../sampling/sampler.ts';
import type { Proposed } from '../selection/proposed.ts';
import type { AcceptanceRecord, Asked, DrawnSample, Filter, JudgedCandidate, Listed } from './records.ts';

export type Row = Record<string, SQLOutputValue>;

/** Milliseconds after which a run in the state `running` has certainly no process left. */
const LONGEST_RUN = 86_400_000;

export function askedOf({ target, examples, context }: Specification): Asked {
  const { range, nameRange, docstringRange, line, ...kept } = target;
  return { target: kept, examples: examples.map(({ kind, source }) => ({ kind, source })), context };
}

/** A digest of the parts of a function on which proposals depend. */
export function aboutOf({ signature, docstring }: Specification['target']): string {
  return createHash('sha256')
    .update(JSON.stringify([signature, docstring?.trim()]))
    .digest('base64');
}

export function proposedOf({ proposed }: Row): Proposed {
  return JSON.parse(String(proposed)) as Proposed;
}

export function conditions(filter: Filter): { where: string; values: (string | number)[] } {
  const given: [string, string | number | undefined][] = [
    ['file = ?', filter.file],
    ['function = ?', filter.function],
    ['sampler = ?', filter.sampler],
    ['model = ?', filter.model],
    ['at >= ?', filter.since?.getTime()],
    ["json_array_length(specification, '$.examples') >= ?", filter.examples],
  ];
  const used = given.filter((one): one is [string, string | number] => one[1] !== undefined);
  const where = used.length === 0 ? '' : `WHERE ${used.map(([text]) => text).join(' AND ')}`;
  return { where, values: used.map(([, value]) => value) };
}

export function listedOf(row: Row, now: number): Listed {
  return {
    id: Number(row.id),
    at: new Date(Number(row.at)).toISOString(),
    file: String(row.file),
    function: String(row.function),
    sampler: String(row.sampler),
    model: row.model as string | null,
    request: row.request as string | null,
    state: row.state === 'running' && now - Number(row.at) > LONGEST_RUN ? 'interrupted' : String(row.state),
    requested: Number(row.requested),
    received: Number(row.received),
    passing: Number(row.passing),
    rounds: Number(row.rounds),
    examples: Number(row.examples),
    accepted: row.accepted as string | null,
  };
}

export function acceptedOf({ specification, solution }: Row): AcceptedFunction {
  const { target, examples } = JSON.parse(String(specification)) as Asked;
  const { docstring, source, signature, body } = target;
  return {
    stub: body === 'stub' ? source.trimEnd() : `${signature}:\n    ...`,
    ...(docstring !== undefined && { docstring }),
    examples: examples.filter(({ kind }) => kind !== 'doctest').map((example) => example.source),
    solution: String(solution),
  };
}

/** The accepted function for other files; none for methods and coroutines. */
export function libraryOf(row: Row): (AcceptedFunction & { readonly name: string; readonly source: string })[] {
  const { target } = JSON.parse(String(row.specification)) as Asked;
  if (target.isAsync || target.name !== target.simpleName) return [];
  const accepted = acceptedOf(row);
  return [{ ...accepted, name: target.name, source: accepted.solution }];
}

export function candidateOf(row: Row): JudgedCandidate {
  return {
    id: String(row.id),
    round: Number(row.round),
    samples: Number(row.samples),
    passed: row.passed === 1,
    unverified: row.unverified === 1,
    solution: String(row.solution),
    verdicts: JSON.parse(String(row.verdicts)),
  };
}

export function sampleOf({ round, form, text, refused, logprob }: Row): DrawnSample {
  if (form === null) return { round: Number(round), refused: String(refused) };
  return {
    round: Number(round),
    sample: { form: form as Sample['form'], text: String(text), ...(logprob !== null && { logprob: Number(logprob) }) },
  };
}

export function acceptanceOf(row: Row, now: number): AcceptanceRecord {
  return {
    ...listedOf(row, now),
    asked: JSON.parse(String(row.specification)) as Asked,
    ...(row.solution === null ? {} : { solution: String(row.solution), passed: row.passed === 1 }),
  };
}
