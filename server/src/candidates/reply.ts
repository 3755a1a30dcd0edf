/** Reads a chat reply: strips its reasoning and finds its fences. */
import { withoutIndent } from '../python/indentation.ts';
import { endToken } from './endTokens.ts';

export interface Code {
  readonly text: string;
  /** The reply ends before its fence does. */
  readonly cutOff: boolean;
}

export interface Reply {
  readonly fences: readonly Code[];
  /** The text before the first fence; all of it where there is none. */
  readonly before: string;
  /** The reply without its reasoning. */
  readonly text: string;
  /** The reply ends within its reasoning. */
  readonly unfinished: boolean;
}

const thinking = /^[ \t]*<(think|thinking|thought|reasoning)>/i;
const openingFence = /^([ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]+)?)(`{3,}|~{3,})([^`]*)$/;
// "Here it is: ```python" at the end of a line of prose.
const openingAfterProse = /^[^`]*[^`\s][ \t]*(`{3})[\w+-]*[ \t]*$/;
// The few-shot form of Austin et al. 2021, and Code Llama's.
const openingTag = /^[ \t]*\[(BEGIN|PYTHON)\][ \t]*$/;

export function readReply(raw: string): Reply {
  const { text, unfinished } = withoutReasoning(raw);
  const fences: Code[] = [];
  let before: string | undefined;
  let start = 0;
  let open: { indent: number; lines: string[]; closes(line: string): string | undefined } | undefined;
  for (const line of text.split('\n')) {
    const from = start;
    start += line.length + 1;
    if (open) {
      const last = open.closes(line);
      if (last === undefined) {
        open.lines.push(withoutIndent(line, open.indent));
        continue;
      }
      if (last.trim()) open.lines.push(withoutIndent(last, open.indent));
      fences.push({ text: `${open.lines.join('\n')}\n`, cutOff: false });
      open = undefined;
      continue;
    }
    const own = openingFence.exec(line);
    const fence = own ?? openingAfterProse.exec(line);
    if (fence) {
      const marks = own ? own[2]! : fence[1]!;
      const indent = own ? own[1]!.length : 0;
      before ??= text.slice(0, own ? from : from + line.lastIndexOf(marks));
      open = { indent, lines: [], closes: closingFence(marks, indent) };
    } else {
      const tag = openingTag.exec(line)?.[1];
      if (tag) before ??= text.slice(0, from);
      if (tag) open = { indent: 0, lines: [], closes: closingTag(tag === 'BEGIN' ? '[DONE]' : '[/PYTHON]') };
    }
  }
  if (open) fences.push({ text: open.lines.join('\n'), cutOff: true });
  return { fences, before: before ?? text, text, unfinished };
}

/** The code on a line that closes a fence; undefined where the line does not close it. A lenient form of CommonMark's rule. */
function closingFence(marks: string, indent: number): (line: string) => string | undefined {
  const closing = new RegExp(`^(.*?)${marks[0]}{${marks.length},}[ \\t]*(?:${endToken}[ \\t]*)*$`);
  return (line) => {
    const before = closing.exec(line)?.[1];
    if (before === undefined) return undefined;
    // A fence inside a docstring is indented; one after code closes only where it is not quoted or commented.
    if (before.trim() === '') return before.length <= indent + 3 ? '' : undefined;
    return /["'#`~]/.test(before) ? undefined : before;
  };
}

function closingTag(tag: string): (line: string) => string | undefined {
  return (line) => (line.includes(tag) ? line.slice(0, line.indexOf(tag)) : undefined);
}

function withoutReasoning(raw: string): { text: string; unfinished: boolean } {
  let text = raw;
  // Some servers put the opening tag into the prompt: all before the closing one is reasoning.
  const closing =
    /^[ \t]*<\/(?:think|thinking|thought|reasoning)>|<\/(?:think|thinking|thought|reasoning)>[ \t]*$/im.exec(text);
  if (closing && !/<(?:think|thinking|thought|reasoning)>/i.test(text.slice(0, closing.index))) {
    text = text.slice(closing.index + closing[0].length);
  }
  const kept: string[] = [];
  let until: RegExp | undefined;
  let fenced: string | undefined;
  for (const line of text.split('\n')) {
    let rest = line;
    if (until) {
      const end = until.exec(rest);
      if (!end) continue;
      rest = rest.slice(end.index + end[0].length);
      until = undefined;
    }
    const marks = /^[ \t]*(`{3,}|~{3,})/.exec(rest)?.[1];
    if (marks) fenced = fenced === undefined ? marks[0] : marks[0] === fenced ? undefined : fenced;
    const begins = fenced === undefined ? thinking.exec(rest) : null;
    if (begins) {
      const end = new RegExp(`</${begins[1]}>`, 'i');
      const closed = end.exec(rest);
      if (closed) kept.push(rest.slice(closed.index + closed[0].length));
      else until = end;
    } else kept.push(rest);
  }
  return { text: kept.join('\n'), unfinished: until !== undefined };
}
