/** Selects the part of the file that a prompt shows beside the function, within a budget of tokens, nearest names first. */
import type { Specification } from '../../../../protocol/index.ts';
import { linesOf } from '../../python/lines.ts';
import { tokensOf } from '../usage.ts';

interface Block {
  readonly text: string;
  readonly index: number;
  /** Steps from the names in the function, its docstring and its examples; 0 for these names themselves. */
  distance: number;
}

/** The default budget in tokens. */
const USUAL = 1500;

/** The context within the budget. Statements stay whole and in order. Among equally near ones, later ones come first, because they are closer. */
export function contextWithin({ context, target, examples }: Specification, budget = USUAL): string {
  const blocks = blocksOf(context.trim());
  measure(blocks, `${target.source}\n${examples.map(({ source }) => source).join('\n')}`);
  let left = budget;
  const kept = blocks
    .toSorted((a, b) => a.distance - b.distance || b.index - a.index)
    .filter(({ text }) => {
      const cost = tokensOf(text);
      if (cost > left) return false;
      left -= cost;
      return true;
    });
  return kept
    .sort((a, b) => a.index - b.index)
    .map(({ text }) => text)
    .join('')
    .trim();
}

/** Top-level statements, each with the comments and decorators above it and the blank lines below. */
function blocksOf(context: string): Block[] {
  const texts: string[] = [];
  let attached = false;
  for (const line of linesOf(context)) {
    const begins =
      !line.inside &&
      !line.blank &&
      line.indent === 0 &&
      !/^([)\]}]|(else|elif|except|finally|case)\b)/.test(line.text);
    if (texts.length === 0 || (begins && !attached)) texts.push('');
    texts[texts.length - 1] += `${line.text}\n`;
    if (begins) attached = line.comment || line.text.startsWith('@');
    else if (line.blank) attached = false;
  }
  return texts.map((text, index) => ({ text, index, distance: Number.POSITIVE_INFINITY }));
}

function measure(blocks: readonly Block[], start: string): void {
  let names = namesIn(start);
  for (let distance = 0; names.size > 0 && distance < blocks.length; distance++) {
    const reached = blocks.filter((one) => one.distance === Number.POSITIVE_INFINITY && binds(one.text, names));
    for (const one of reached) one.distance = distance;
    names = namesIn(reached.map(({ text }) => text).join('\n'));
  }
}

function namesIn(text: string): Set<string> {
  return new Set(text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
}

function binds(text: string, names: ReadonlySet<string>): boolean {
  const definition = /^(?:async\s+)?(?:def|class)\s+(\w+)/m.exec(text)?.[1];
  if (definition !== undefined) return names.has(definition);
  const bound = /^(?:from\s+\S+\s+)?import\s+([\s\S]*)/.exec(text)?.[1] ?? text.split(/[^=!<>]=(?!=)/)[0]!;
  return [...namesIn(bound)].some((name) => names.has(name));
}
