/** The open documents, each with its syntax tree, which is parsed while the user types. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { PythonDocument, TestFiles } from '../specification/index.ts';
import type { Cell } from './notebook/cells.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly python: PythonDocument;
  /** The cells of a notebook, in order; `python` is made from them. */
  readonly cells?: readonly Cell[];
}

/**
 * Makes and changes documents for `TextDocuments`; the handler of `onDidClose` must free the trees. Test files are read from `all` open
 * documents first, then from the disk.
 */
export function openDocuments(all: () => readonly OpenDocument[]): TextDocumentsConfiguration<OpenDocument> {
  const testFiles = new TestFiles(() => all().map(({ python }) => python));
  return {
    create: (uri, _languageId, version, text) => ({
      uri,
      version,
      python: new PythonDocument(fileOf(uri), text, testFiles),
    }),
    update(open, changes, version) {
      for (const change of changes) apply(open.python, change);
      return { ...open, version };
    },
  };
}

function apply(python: PythonDocument, change: TextDocumentContentChangeEvent): void {
  const whole = { start: { line: 0, character: 0 }, end: python.positionAt(python.text.length) };
  python.edit('range' in change ? change.range : whole, change.text);
}

/** The path of a file's URI, or the name of an untitled document. A document of another file system has no path on this machine. */
export function fileOf(uri: string): string {
  if (uri.startsWith('file:')) return fileURLToPath(uri);
  const name = decodeURIComponent(uri.replace(/^[a-z][\w+.-]*:(\/\/[^/]*)?/i, ''));
  return (uri.startsWith('untitled:') ? name : name.replace(/^[\\/]+/, '')) || uri;
}

/** The innermost workspace folder around `file`. A document without a path belongs to the first folder. */
export function workspaceOf(file: string, folders: readonly string[]): string | undefined {
  if (!path.isAbsolute(file)) return folders[0];
  const holding = folders.filter((folder) => {
    const way = path.relative(folder, file);
    return !way.startsWith('..') && !path.isAbsolute(way);
  });
  return holding.sort((a, b) => b.length - a.length)[0];
}
