/** A verdict is about the modules as they are on the disk now. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Editor } from './editor.ts';

const main = `from helper import helper


def f(x):
    """One more."""
    return helper(x)


assert f(1) == 2
`;

let editor: Editor | undefined;
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
});

it('judges again by a module that has changed on the disk since, though the file has not', async () => {
  editor = await Editor.start();
  const helper = path.join(editor.folder, 'helper.py');
  writeFileSync(helper, 'def helper(x):\n    return x + 1\n');
  const uri = await editor.open(main, 'main.py');
  const verify = () => editor!.execute<{ passing: number }>('assay.server.verify', { uri, function: 'f', wait: true });
  expect((await verify()).passing).toBe(1);
  writeFileSync(helper, 'def helper(x):\n    return x + 2\n');
  expect((await verify()).passing).toBe(0);
});
