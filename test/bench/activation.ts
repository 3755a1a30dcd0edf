/** Measures the activation time of the extension in a real VS Code, against a language server that VS Code bundles. */
import { runSuite } from '../vscode/launch.ts';
import type { Figure } from './table.ts';

export async function activation(): Promise<Figure[]> {
  const results = await runSuite('activationTime', { trusted: true });
  const of = (id: string) => {
    const result = results.find(({ name }) => name === id);
    if (!result || result.error !== undefined) throw new Error(`${id}: ${result?.error ?? 'not measured'}`);
    return result.ms;
  };
  const reference = { name: "VS Code's CSS language server", value: of('vscode.css-language-features') };
  return [{ name: 'activation', value: of('assay.assay'), unit: 'ms', aim: 120, reference }];
}
