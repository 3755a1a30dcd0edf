import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeOf } from '../../server/src/report/weakSandbox.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-notice-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the notice on a sandbox that withholds next to nothing', () => {
  it('is given once to a user, in a folder that is made for it', () => {
    const state = path.join(folder, 'new', 'state');
    expect(noticeOf({ tier: 'limits' }, state)).toMatchObject({
      message: expect.stringContaining('can read your files and reach the network'),
      next: { kind: 'openSettings', names: ['sandbox.minimum'] },
    });
    expect(noticeOf({ tier: 'limits' }, state)).toBeUndefined();
  });

  it('is not given where the tier withholds more', () => {
    for (const tier of ['full', 'partial', 'not probed'] as const) expect(noticeOf({ tier }, folder)).toBeUndefined();
    expect(noticeOf({ tier: 'limits' }, folder)).toBeDefined();
  });

  it('is given again where nothing may be remembered', () => {
    const file = path.join(import.meta.filename, 'no', 'folder');
    for (const _ of [1, 2]) expect(noticeOf({ tier: 'limits' }, file)).toBeDefined();
  });
});
