import type { Directive } from '../../../protocol/index.ts';
import type { Snapshot } from './snapshot.ts';

const comment = /^[ \t\f]*#[ \t]*assay:(.*)$/;

/** Reads the settings in the comment above the function (above or below its decorators): `# assay: k=20 temperature=1.0`. */
export function directiveAbove(document: Snapshot, lines: readonly number[]): Directive {
  const directive: { k?: number; temperature?: number; timeout?: number; model?: string } = {};
  for (const line of new Set(lines)) {
    const from = document.lineStarts[line - 1];
    if (from === undefined) continue;
    const written = comment.exec(document.text.slice(from, document.lineStarts[line]).trimEnd())?.[1];
    for (const [, name, value] of written?.matchAll(/(\w+)\s*=\s*([^\s,;]+)/g) ?? []) {
      const number = Number(value);
      if (name === 'model') directive.model = value!;
      else if (name === 'k' && Number.isInteger(number) && number >= 1) directive.k = Math.min(number, 200);
      else if (name === 'temperature' && number >= 0 && number <= 2) directive.temperature = number;
      else if (name === 'timeout' && number > 0 && number <= 600) directive.timeout = number;
    }
  }
  return directive;
}
