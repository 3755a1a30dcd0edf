/** Assay's messages name settings, as in an editor. The terminal names its own flags and variables instead. */

/** Flags with other names than their settings; `Flags` of the rest are the same in kebab case. */
const named: Readonly<Record<string, string>> = { samples: '-k', 'sandbox.minimum': '--minimum' };

export function inTerminal(message: string): string {
  return message
    .replace(/Run “Assay: Set API Key”/g, 'Set OPENAI_API_KEY, beside OPENAI_BASE_URL where that is used')
    .replace(/\bassay\.(sandbox\.minimum|price\.\w+|[a-z]\w+)\b(?!\.\w)/gi, (_, name: string) => flagOf(name));
}

function flagOf(name: string): string {
  return named[name] ?? `--${name.replace('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
