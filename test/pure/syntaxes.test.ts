/** The highlighting of doctests and directives, with VS Code's own tokenizer and Python grammar, against snapshots. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const modules = path.join(root, 'node_modules');
const python = path.join(modules, 'tm-grammars', 'grammars', 'python.json');
const snapshot = path.join(modules, 'vscode-tmgrammar-test', 'dist', 'snapshot.js');

// After an intended change: the same command with --updateSnapshot.
it.each(['doctests', 'directives'])('of %s.py is as in its snapshot', (name) => {
  const args = [snapshot, '--config', 'package.json', '--grammar', python, '--scope', 'source.python'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, `test/syntaxes/${name}.py`], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
});
