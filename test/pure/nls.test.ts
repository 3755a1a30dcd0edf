/** The manifest's words stand in package.nls.json, and in German beside it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const english: Record<string, string> = JSON.parse(read('package.nls.json'));
const german: Record<string, string> = JSON.parse(read('package.nls.de.json'));
const manifest = JSON.parse(read('package.json'));

/** What must not be translated: code, addresses of commands, keys. */
const kept = (text: string) => [...text.matchAll(/`[^`]+`|\(command:[\w.]+\)|Alt\+\S/g)].map(([one]) => one).sort();

/** The strings of a value that users read, by the names under which manifests have them. */
function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(words);
  if (typeof value !== 'object' || value === null) return [];
  const read =
    /^(?:title|altText|description|userDescription|markdownDescription|enumDescriptions|markdownEnumDescriptions)$/;
  return Object.entries(value).flatMap(([name, one]) =>
    name === 'inputSchema'
      ? []
      : read.test(name) && typeof one !== 'object'
        ? [String(one)]
        : read.test(name) && Array.isArray(one)
          ? one.map(String)
          : words(one),
  );
}

describe('the manifest', () => {
  it('has every word for users in package.nls.json, and no other stands there', () => {
    const used = words([manifest.contributes, manifest.capabilities]);
    expect(used.filter((text) => !/^%[\w.]+%$/.test(text))).toEqual([]);
    expect(new Set(used.map((text) => text.slice(1, -1)))).toEqual(new Set(Object.keys(english)));
  });

  it('has all of it in German, with the same code, commands and keys', () => {
    expect(Object.keys(german)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english)) expect([key, kept(german[key]!)]).toEqual([key, kept(text)]);
  });
});
