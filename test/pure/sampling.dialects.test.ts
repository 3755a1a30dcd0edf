import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DialectFile } from '../../server/src/sampling/dialectFile.ts';
import { draw, faulty, samplerAt } from './sampling.ts';

let folder: string;
const problems: string[] = [];
let now = Date.UTC(2026, 0, 1);

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'assay-state-')), 'state');
  problems.length = 0;
  now = Date.UTC(2026, 0, 1);
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

/** The knowledge of another process. */
const remembered = () => new DialectFile(folder, { now: () => now, onProblem: (line) => problems.push(line) });
const file = () => path.join(folder, 'servers.json');

describe('what was learnt of a server', () => {
  it.each([
    ['ignoresN', [4, undefined, undefined, undefined]],
    ['limitsN', [10, 4, 4, 2]],
    ['outOfOrder', [3]],
  ] as const)('is known to the next process: %s', async (fault, asked) => {
    const server = await faulty(fault);
    await draw(samplerAt(server.baseUrl, { dialects: remembered() }), { k: asked[0] });
    expect(server.asked.map(({ body }) => body.n)).toEqual(asked);
    const before = server.asked.length;
    await draw(samplerAt(server.baseUrl, { dialects: remembered() }), { k: asked[0] });
    const again = server.asked.slice(before).map(({ body }) => body.n);
    expect(again).toHaveLength(fault === 'limitsN' ? 3 : asked.length);
    expect(again.filter((n) => n === asked[0])).toHaveLength(fault === 'outOfOrder' ? 1 : 0);
  });

  it('is kept by model, in a file that is the user’s alone', async () => {
    const server = await faulty('refusesMaxTokens');
    await draw(samplerAt(server.baseUrl, { dialects: remembered() }));
    await draw(samplerAt(server.baseUrl, { dialects: remembered(), model: 'other' }));
    expect(server.asked.map(({ body }) => body.max_tokens)).toEqual([4096, undefined, 4096, undefined]);
    expect(Object.keys(JSON.parse(readFileSync(file(), 'utf8')).servers)).toEqual([
      `${server.baseUrl} replay`,
      `${server.baseUrl} other`,
    ]);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it('is whole: portion, width, limit, thoughts and what is left out', () => {
    const dialect = remembered();
    const one = dialect.of('http://127.0.0.1:1/v1', 'm');
    const learnt = { portion: 4, width: 2, limit: 'max_completion_tokens', thinks: true, countsOne: true } as const;
    Object.assign(one, learnt);
    one.dropped.add('temperature');
    dialect.changed();
    expect(remembered().of('http://127.0.0.1:1/v1', 'm')).toEqual({ ...learnt, dropped: new Set(['temperature']) });
  });

  it('is added to what another process has learnt meanwhile', async () => {
    const [one, two] = [await faulty('ignoresN'), await faulty('ignoresN')];
    const [first, second] = [remembered(), remembered()];
    await Promise.all([first, second].map((dialects) => dialects.of('http://127.0.0.1:1/v1', 'unknown')));
    await draw(samplerAt(one.baseUrl, { dialects: first }), { k: 2 });
    await draw(samplerAt(two.baseUrl, { dialects: second }), { k: 2 });
    expect(remembered().of(one.baseUrl, 'replay').portion).toBe(1);
    expect(remembered().of(two.baseUrl, 'replay').portion).toBe(1);
  });

  it('is forgotten after a month, since servers are updated', async () => {
    const { baseUrl } = await faulty('ignoresN');
    await draw(samplerAt(baseUrl, { dialects: remembered() }), { k: 2 });
    now += 29 * 86_400_000;
    expect(remembered().of(baseUrl, 'replay').portion).toBe(1);
    now += 2 * 86_400_000;
    expect(remembered().of(baseUrl, 'replay').portion).toBeUndefined();
  });

  it.each(['', '{"version": 1, "servers"', '{"version": 9}', 'null'])(
    'is begun anew where the file holds %j, which is set aside',
    async (text) => {
      const { baseUrl } = await faulty('ignoresN');
      await draw(samplerAt(baseUrl, { dialects: remembered() }), { k: 2 });
      writeFileSync(file(), text);
      const dialects = remembered();
      expect(dialects.of(baseUrl, 'replay').portion).toBeUndefined();
      expect(problems).toEqual([expect.stringMatching(/servers\.json could not be read as JSON. Assay moved it to/)]);
      await draw(samplerAt(baseUrl, { dialects }), { k: 2 });
      expect(remembered().of(baseUrl, 'replay').portion).toBe(1);
      expect(readdirSync(folder).sort()).toEqual(['servers.json', 'servers.json.broken']);
    },
  );

  it('is of use though it can’t be kept, which is told', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    const { baseUrl } = await faulty('ignoresN');
    const { samples } = await draw(samplerAt(baseUrl, { dialects: remembered() }), { k: 3 });
    expect(samples).toHaveLength(3);
    expect(problems.join('\n')).toMatch(/could not save what it learnt about the model server: /);
  });

  it('has no part of an address that may hold a secret', async () => {
    const { baseUrl } = await faulty('ignoresN');
    await draw(samplerAt(`${baseUrl}?code=sk-planted`, { dialects: remembered() }), { k: 2 });
    expect(readFileSync(file(), 'utf8')).not.toContain('sk-planted');
  });
});
