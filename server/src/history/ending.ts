/** Writes the result of a synthesis. */
import type { DatabaseSync } from 'node:sqlite';
import type { Redactor } from '../support/redaction.ts';
import type { Ended } from './records.ts';

export function writeEnd(db: DatabaseSync, id: number, ended: Ended, { code, values }: Redactor): void {
  let altered = false;
  const text = (original: string) => {
    const redacted = code(original);
    altered ||= redacted !== original;
    return redacted;
  };
  // The history may have been cleared meanwhile, for example by another window.
  if (!db.prepare('SELECT 1 FROM synthesis WHERE id = ?').get(id)) return;
  const addSample = db.prepare('INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?)');
  ended.samples.forEach((one, position) => {
    const parts = 'sample' in one ? [one.sample.form, text(one.sample.text), null] : [null, null, values(one.refused)];
    const logprob = 'sample' in one ? (one.sample.logprob ?? null) : null;
    addSample.run(id, position, one.round, ...(parts as [string, string, string]), logprob);
  });
  const addCandidate = db.prepare('INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  ended.candidates.forEach((one, rank) => {
    const verdicts = one.verdicts.map(({ source, expected, actual, message, ...rest }) => ({
      ...rest,
      source: code(source),
      ...(expected !== undefined && { expected: values(expected) }),
      ...(actual !== undefined && { actual: values(actual) }),
      ...(message !== undefined && { message: values(message) }),
    }));
    const [passed, unverified] = [Number(one.passed), Number(one.unverified)];
    const solution = code(one.solution);
    addCandidate.run(id, rank, one.id, one.round, one.samples, passed, unverified, solution, JSON.stringify(verdicts));
  });
  const { state, received, passing, rounds, requested, tokens, seconds } = ended;
  // Incomplete or altered samples can't answer the same request later.
  const repeatable = Number(state === 'done' && received >= requested && !altered);
  db.prepare(
    `UPDATE synthesis SET state = ?, message = ?, repeatable = ?, requested = ?, received = ?, passing = ?, rounds = ?,
         prompt_tokens = ?, completion_tokens = ?, seconds = ? WHERE id = ?`,
  ).run(
    state,
    ended.message === undefined ? null : values(ended.message),
    repeatable,
    requested,
    received,
    passing,
    rounds,
    tokens?.prompt ?? null,
    tokens?.completion ?? null,
    seconds,
    id,
  );
}
