/** What the user accepted in one file helps the search in another, which carries its text. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { runAssay } from '../servers/terminal.ts';

const place = scratch('searchLibrary', 'each');

async function synth(text: string, name: string, history: string) {
  const file = place.file(text, name);
  const args = ['synth', file, '--sampler', 'search', '-k', '1', '--write'];
  const ended = await runAssay(args, { cwd: place.folder, env: { ASSAY_HISTORY: history } });
  return { ...ended, text: readFileSync(file, 'utf8') };
}

const slugs = `def slugify(title: str) -> str:
    """Turn a title into a slug: lowercase words, joined by hyphens, without punctuation."""


assert slugify("Hello, World!") == "hello-world"
assert slugify("  Two   spaces ") == "two-spaces"
assert slugify("C3PO & R2D2") == "c3po-r2d2"
`;
const paths = `def slug_path(titles: list[str]) -> str:
    """The slug of each title, joined by slashes."""


assert slug_path(["Hello, World!", "A  B"]) == "hello-world/a-b"
assert slug_path(["What's new?"]) == "what-s-new"
assert slug_path([]) == ""
`;

it('calls an accepted function of another file, with its text above the function', async () => {
  const history = place.in('history.db');
  expect((await synth(slugs, 'slugs.py', history)).code).toBe(0);
  const { code, text } = await synth(paths, 'paths.py', history);
  expect(code).toBe(0);
  expect(text).toMatch(/^import re\n\n\ndef slugify\(title: str\) -> str:\n {4}"""Turn a title into a slug/);
  expect(text).toMatch(/joined by slashes\."""\n {4}return '\/'\.join\(.*slugify/);
});
