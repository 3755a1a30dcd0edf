/** Runs the cases, two at a time, and formats the results as a table. */
import { spawnSync } from 'node:child_process';
import { type Compared, compare } from './compare.ts';
import { type Pythons, pythonFor } from './pythons.ts';
import { ReferenceServer } from './reference.ts';
import type { Case } from './specs.ts';

/** Compares each case; `seen` is called after each. Cases for a newer Python are left out. */
export async function compareAll(
  cases: readonly Case[],
  found: Pythons,
  { referenceOnly = false }: { readonly referenceOnly?: boolean } = {},
  seen: (one: Compared) => void = () => {},
): Promise<Compared[]> {
  const minor = Number(
    spawnSync(found.pytest, ['-c', 'import sys; print(sys.version_info[1])'], { encoding: 'utf8' }).stdout,
  );
  const queue = cases.filter(({ needs }) => needs <= minor);
  const done: Compared[] = [];
  const work = async () => {
    const servers = new Map<string, ReferenceServer>();
    const serverOf = (python: string) =>
      servers.get(python) ?? servers.set(python, new ReferenceServer(python)).get(python)!;
    try {
      for (let one = queue.shift(); one; one = queue.shift()) {
        const python = found[pythonFor(one)];
        const compared = await compare(one, python, serverOf(python), referenceOnly).catch((error) =>
          broken(one!, error),
        );
        done.push(compared);
        seen(compared);
      }
    } finally {
      for (const server of servers.values()) server.close();
    }
  };
  await Promise.all([work(), work()]);
  return done;
}

function broken(one: Case, error: unknown): Compared {
  return { case: one, bodies: [], tests: 0, examples: 0, notRun: [], unsound: [String(error)], seconds: 0 };
}

/** One line for the case, and one for each body with a finding. */
export function rowsOf(one: Compared, all = false): string[] {
  const wrong = one.bodies.filter(({ agrees }) => !agrees);
  const word = one.unsound.length > 0 ? 'unsound' : wrong.length > 0 ? 'DIFFERS' : 'same';
  const counts = `${one.tests || '-'} tests, ${one.examples} examples, ${one.notRun.length} not run`;
  const rows = [`${word.padEnd(8)} ${one.case.name.padEnd(48)} ${counts.padEnd(40)} ${one.seconds.toFixed(1)} s`];
  for (const body of one.bodies.filter(({ agrees, assay }) => all || !agrees || assay === 'unverified')) {
    const said = `${body.reference ? 'accepted' : 'rejected'} by ${one.case.runner}, ${body.assay} by assay`;
    rows.push(`         ${body.id} (${body.what}): ${said} [${body.integrity.join(' ')}]`);
  }
  return rows;
}

export function countsOf(done: readonly Compared[]): string {
  const bodies = done.flatMap((one) => one.bodies);
  const count = (is: (body: (typeof bodies)[number]) => boolean) => bodies.filter(is).length;
  const by = (integrity: string) => count((body) => body.integrity.includes(integrity));
  return [
    `${done.length} specifications, ${bodies.length} bodies, ${done.filter((one) => one.unsound.length > 0).length} unsound`,
    `right: ${count((one) => one.reference && one.assay === 'accepted')} of ${count((one) => one.reference)} accepted, ` +
      `${count((one) => one.reference && one.assay === 'unverified')} unverified, ${count((one) => one.reference && !one.agrees)} differ`,
    `wrong: ${count((one) => !one.reference && one.agrees && one.assay !== 'unverified')} of ${count((one) => !one.reference)} rejected, ` +
      `${count((one) => !one.reference && one.assay === 'unverified')} unverified, ${count((one) => !one.reference && !one.agrees)} differ`,
    `judged: ${by('confined')} confined, ${by('boundary')} across the boundary, ${by('in-process')} in process`,
    `${done.filter((one) => one.bodies.some(({ agrees }) => !agrees)).length} specifications differ`,
  ].join('\n');
}
