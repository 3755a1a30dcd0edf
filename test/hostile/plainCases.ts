/** The hostile programs of `test/hostile/plain`: one file for each kind, in the form of `test/differential/specs`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Interpreter, Outcome } from '../../server/src/execution/index.ts';
import { pythons } from '../differential/pythons.ts';
import { type Case, casesOf } from '../differential/specs.ts';
import { python } from '../execution/preparation.ts';

export interface HostileCase {
  readonly kind: string;
  readonly one: Case;
  /** With pytest, or without any library. */
  readonly on: 'pytest' | 'bare';
}

const folder = path.join(import.meta.dirname, 'plain');

/** Test functions that do not need pytest run with it and without it, alternately; those that keep a check's failure run both ways. */
export function hostileCases(): HostileCase[] {
  const files = readdirSync(folder).filter((one) => one.endsWith('.py'));
  return files.flatMap((file) => {
    const kind = file.slice(0, -3);
    const cases = casesOf(kind, readFileSync(path.join(folder, file), 'utf8'));
    return cases.flatMap((one, index) => waysToRun(kind, one, index).map((on): HostileCase => ({ kind, one, on })));
  });
}

function waysToRun(kind: string, { runner, files }: Case, index: number): HostileCase['on'][] {
  if ([...files.values()].some((text) => /^(import|from) pytest|\b(tmp_path|monkeypatch|capsys|caplog)\b/m.test(text)))
    return ['pytest'];
  if (runner !== 'pytest') return ['bare'];
  if (kind === 'kept') return ['pytest', 'bare'];
  return index % 2 === 0 ? ['pytest'] : ['bare'];
}

/** Undefined where pip can't install here. */
export function interpreterOn(on: HostileCase['on']): Interpreter | undefined {
  const found = pythons();
  return found && { ...python, path: found[on] };
}

/** Whether it passes without any caveat. */
export function isVouched(outcome: Outcome): boolean {
  if (outcome.kind !== 'verdict' || outcome.verdict.status !== 'pass') return false;
  return outcome.verdict.integrity !== 'in-process' && outcome.changes.length === 0 && !outcome.orderDependent;
}

export function told(outcome: Outcome): string {
  return outcome.kind === 'verdict' ? `${outcome.verdict.status} (${outcome.verdict.integrity})` : outcome.reason;
}
