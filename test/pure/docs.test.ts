import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const pages = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'));

describe.each(pages)('docs/%s', (page) => {
  const text = readFileSync(path.join(root, 'docs', page), 'utf8');

  it('names files that are there; a name alone is beside the one before it', () => {
    const missing: string[] = [];
    let folder = '';
    for (const [, name = ''] of text.matchAll(/`([\w./-]+(?:\/|\.(?:py|ts)))`/g)) {
      const file = name.includes('/') ? name : path.join(folder, name);
      folder = name.endsWith('/') ? name : path.dirname(file);
      if (!existsSync(path.join(root, file))) missing.push(file);
    }
    expect(missing).toEqual([]);
  });

  it('links to what is there', () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    const gone = targets.filter((one) => !/^https?:/.test(one) && !existsSync(path.join(root, 'docs', one)));
    expect(gone).toEqual([]);
  });
});
