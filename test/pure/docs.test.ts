import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const pages = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'));
/** The folders in which the files of a drawing may be. */
const bases = ['', 'server/src', 'server'];

describe.each(['CONTRIBUTING.md', ...pages.map((name) => `docs/${name}`)])('%s', (page) => {
  const text = readFileSync(path.join(root, page), 'utf8');

  it('names files that are there; a name alone is beside the one before it', () => {
    const missing: string[] = [];
    let folder = '';
    for (const [, name = ''] of text.matchAll(/`([\w./-]+(?:\/|\.(?:py|ts)))`/g)) {
      const file = name.includes('/') ? name : path.join(folder, name);
      folder = name.endsWith('/') ? name : path.dirname(file);
      const isMade = /^(artifacts|dist)\//.test(file);
      if (!isMade && !existsSync(path.join(root, file))) missing.push(file);
    }
    expect(missing).toEqual([]);
  });

  it('names in its drawings files that are there, and with `file:function` what they define', () => {
    const hops = [...text.matchAll(/([\w.-]+(?:\/[\w.-]+)*\.(?:py|ts))(?::(#?\w+))?/g)];
    const missing = hops.filter(([, file = '', name]) => {
      if (name === undefined && !file.includes('/')) return false;
      const found = bases.map((base) => path.join(root, base, file)).find(existsSync);
      return !found || (name !== undefined && !defines(readFileSync(found, 'utf8'), name));
    });
    expect(missing.map(([hop]) => hop)).toEqual([]);
  });

  it('links to what is there', () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    const folder = path.join(root, path.dirname(page));
    const gone = targets.filter((one) => !/^https?:/.test(one) && !existsSync(path.join(folder, one)));
    expect(gone).toEqual([]);
  });
});

function defines(code: string, name: string): boolean {
  const [alone, member] = [`(?:def|function\\*?) ${name}\\b`, `^\\s*(?:(?:async|static) )*\\*?${name}[(<]`];
  return new RegExp(`${alone}|${member}`, 'm').test(code);
}
