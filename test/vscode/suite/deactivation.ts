/** What the extension leaves behind when it ends: nothing that it has started. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { openPython, test, waitFor } from './harness.ts';

const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

/** Timers that code of the extension has set and that have neither run nor been cleared. */
const pending = new Map<unknown, string>();

/** Follows timers from here on, by the stack of the one who sets them. */
function followTimers(): void {
  const { setTimeout: set, clearTimeout: clear, setInterval: repeat, clearInterval: end } = globalThis;
  const follow = (timer: unknown) => {
    const stack = new Error('set').stack ?? '';
    if (stack.includes('dist/client.js')) pending.set(timer, stack);
  };
  globalThis.setTimeout = Object.assign((run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
    const timer = set(() => {
      pending.delete(timer);
      run(...given);
    }, ms);
    follow(timer);
    return timer;
  }, set) as typeof set;
  globalThis.setInterval = Object.assign((run: () => void, ms?: number) => {
    const timer = repeat(run, ms);
    follow(timer);
    return timer;
  }, repeat) as typeof repeat;
  const cleared = (how: (timer: never) => void) => (timer: unknown) => {
    pending.delete(timer);
    how(timer as never);
  };
  globalThis.clearTimeout = cleared(clear) as typeof clear;
  globalThis.clearInterval = cleared(end) as typeof end;
}

/** The processes under the extension host that run our server. */
function servers(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = / (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) ./, ''))?.[1];
        return (
          parent === String(process.pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/server.js')
        );
      } catch {
        return false;
      }
    });
}

test('an extension that is deactivated leaves no timer, no listener, no command and no process', async () => {
  const signals = () =>
    process
      .eventNames()
      .map((name) => `${String(name)} ${process.listenerCount(name)}`)
      .sort();
  const before = signals();
  followTimers();
  const extension = vscode.extensions.getExtension('assay.assay')!;
  const { document } = await openPython(stub);
  const { end } = await extension.activate();
  const about = { uri: document.uri.toString(), function: 'first_word' };
  await vscode.commands.executeCommand('assay.synthesizeFunction', about);
  await vscode.commands.executeCommand('assay.acceptCandidate', about);
  // A timer is pending when the extension ends.
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), '# Typed.\n');
  await vscode.workspace.applyEdit(edit);
  if (process.platform === 'linux') assert.equal(servers().length, 1);

  await end();
  // The client library watches for two seconds whether the server has ended.
  await waitFor('no timer', () => pending.size === 0, 5000).catch(() => assert.deepEqual([...pending.values()], []));
  const left = (await vscode.commands.getCommands(true)).filter((name) => name.startsWith('assay.'));
  const named: string[] = extension.packageJSON.contributes.commands.map(({ command }: { command: string }) => command);
  assert.deepEqual(
    left.filter((name) => !named.includes(name) || name === 'assay.ghostTextInserted'),
    [],
  );
  assert.deepEqual(signals(), before);
  if (process.platform === 'linux') await waitFor('the server to end', () => servers().length === 0);
});
