/** For the benchmark: the time of each test is the activation time of an extension. */
import * as vscode from 'vscode';
import { test } from './harness.ts';

for (const id of ['vscode.css-language-features', 'assay.assay']) {
  test(id, async () => {
    const extension = vscode.extensions.getExtension(id);
    if (!extension) throw new Error(`${id} is not there`);
    if (extension.isActive) throw new Error(`${id} was active before it was measured`);
    await extension.activate();
  });
}
