/** Two formats for a hover: plain text, and Markdown in which text from models and candidates is escaped. */
import type { MarkupKind } from 'vscode-languageserver';
import { printable, printableLines } from '../../support/printable.ts';

export interface Pen {
  strong(own: string): string;
  /** Writes foreign text, in which nothing is markup. */
  text(foreign: string): string;
  /** Writes code within a line. */
  code(source: string): string;
  block(source: string, language?: string): string;
}

const markdown: Pen = { strong: (own) => `**${own}**`, text: prose, code: inlineCode, block: fenced };
const plain: Pen = { strong: (own) => own, text: printable, code: printable, block: printableLines };

export function penFor(kind: MarkupKind): Pen {
  return kind === 'markdown' ? markdown : plain;
}

/** A code block, with a fence longer than any run of backticks inside it. */
function fenced(source: string, language = 'python'): string {
  const fence = '`'.repeat(Math.max(3, longestRun(source) + 1));
  return `${fence}${language}\n${printableLines(source)}\n${fence}`;
}

function inlineCode(source: string): string {
  const line = printable(source) || ' ';
  const marks = '`'.repeat(longestRun(line) + 1);
  // Markdown strips one blank beside the marks, which is needed if the text begins or ends with a backtick.
  const blank = /^`|`$/.test(line) ? ' ' : '';
  return `${marks}${blank}${line}${blank}${marks}`;
}

/** A line of prose in which nothing is markup, not even HTML or bare addresses. */
function prose(foreign: string): string {
  return printable(foreign)
    .replace(/[\\`*_{}[\]<>()#|~&$@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)\./, '$1\\.')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`);
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
