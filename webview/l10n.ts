/** The page's own words in the language of VS Code. Texts of the server stay as they are. */

/** Translations by the English text, which the host puts into the document. */
const bundle: Readonly<Record<string, string>> = JSON.parse(document.getElementById('bundle')!.textContent!);

/** As `vscode.l10n.t`: `{0}` stands for the first value, and stays where there is none. */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return (bundle[message] ?? message).replace(/\{(\d+)\}/g, (place, at) => String(values[Number(at)] ?? place));
}
