import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openPython, test, waitFor } from './harness.ts';

const stub = `def last_word(text: str) -> str:
    """Return the last word of text."""


assert last_word("hello world") == "world"
assert last_word("one two three") == "three"
`;

test('what was accepted is in the history that terminals share', async () => {
  // The server runs on the same Node: VS Code's own.
  const sqlite = process.getBuiltinModule('node:sqlite');
  assert.ok(sqlite, `Node ${process.versions.node} of VS Code has no node:sqlite`);
  const { document } = await openPython(stub);
  const about = { uri: document.uri.toString(), function: 'last_word' };
  await vscode.commands.executeCommand('assay.synthesizeFunction', about);
  assert.equal(await vscode.commands.executeCommand('assay.acceptCandidate', about), true);
  const row = await waitFor('the acceptance to be noted', () => {
    const db = new sqlite.DatabaseSync(process.env.ASSAY_HISTORY!, { readOnly: true });
    try {
      return db
        .prepare(
          "SELECT solution FROM acceptance JOIN synthesis ON synthesis.id = synthesis WHERE function = 'last_word'",
        )
        .get();
    } finally {
      db.close();
    }
  });
  assert.match(String(row.solution), /return /);
});
