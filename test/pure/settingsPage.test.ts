/** docs/settings.md is made from the manifest. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { settingsPage } from '../../scripts/settingsPage.ts';

it('is as `npm run docs:settings` writes it', () => {
  const page = path.join(import.meta.dirname, '..', '..', 'docs', 'settings.md');
  expect(readFileSync(page, 'utf8')).toBe(settingsPage());
});
