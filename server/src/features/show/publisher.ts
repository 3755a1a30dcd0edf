/** Sends the diagnostics and marks of documents to the client. */
import type { _Connection, Diagnostic } from 'vscode-languageserver';
import { type ExampleMark, MarksChanged } from '../../../../protocol/messages.ts';
import type { Client } from '../client/client.ts';
import type { OpenDocument } from '../documents.ts';
import { type Cell, cellAt, unshifted } from '../notebook/cells.ts';
import type { Placed } from '../reports.ts';
import { anchored } from './anchored.ts';
import { diagnosticsFor, source } from './diagnostics.ts';
import { contradictionDiagnostics } from './doubts.ts';
import { failuresOf, marksOf } from './ticks.ts';

function markInCell(mark: ExampleMark, notebook: string, cells: readonly Cell[]): ExampleMark[] {
  if (mark.uri !== notebook) return [mark];
  const cell = cellAt(cells, mark.line);
  if (!cell) return [];
  return [{ ...mark, uri: cell.uri, line: mark.line - cell.first, textLine: mark.textLine - cell.first }];
}

export class Publisher {
  readonly #connection: _Connection;
  readonly #client: Pick<Client, 'ours'>;
  /** The marks that our client already has for a version of the document, so that the same ones are not sent twice. */
  readonly #marks = new Map<string, string>();
  /** The last text without a syntax error, with its marks. */
  readonly #parsed = new Map<string, { readonly text: string; readonly marks: readonly ExampleMark[] }>();
  /** The documents and cells with diagnostics. */
  readonly #noted = new Set<string>();

  constructor(connection: _Connection, client: Pick<Client, 'ours'>) {
    this.#connection = connection;
    this.#client = client;
  }

  /** With `problems`, our client gets a warning at each example that fails, beside its mark. */
  publish(
    open: OpenDocument,
    placed: readonly Placed[],
    { workspace, problems }: { readonly workspace: string | undefined; readonly problems: boolean },
  ): void {
    const { uri, version, cells, python } = open;
    const notes = [...diagnosticsFor(placed), ...contradictionDiagnostics(python, workspace, placed, source)];
    const diagnostics = this.#client.ours && !problems ? notes : [...notes, ...failuresOf(placed)];
    const marks = this.#client.ours ? this.#marksIn(open, placed) : [];
    this.#sendMarks(uri, version, cells ? marks.flatMap((mark) => markInCell(mark, uri, cells)) : marks);
    if (!cells) this.#sendDiagnostics(uri, diagnostics);
    for (const cell of cells ?? []) {
      const own = diagnostics.filter(({ range }) => cellAt([cell], range.start.line));
      this.#sendDiagnostics(
        cell.uri,
        own.map((one) => ({ ...one, range: unshifted(one.range, cell) })),
      );
    }
  }

  clear({ uri, cells }: OpenDocument): void {
    this.#parsed.delete(uri);
    this.#sendMarks(uri, 0, []);
    for (const one of cells ?? [{ uri }]) this.#sendDiagnostics(one.uri, []);
  }

  #sendDiagnostics(uri: string, diagnostics: Diagnostic[]): void {
    if (diagnostics.length === 0 && !this.#noted.has(uri)) return;
    if (diagnostics.length > 0) this.#noted.add(uri);
    else this.#noted.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }

  /** While the text does not parse, the examples that it hides keep their last marks, dimmed. */
  #marksIn({ uri, python }: OpenDocument, placed: readonly Placed[]): readonly ExampleMark[] {
    const marks = marksOf(uri, placed);
    const parsed = this.#parsed.get(uri);
    if (!python.tree.rootNode.hasError) {
      if (marks.length > 0) this.#parsed.set(uri, { text: python.text, marks });
      else this.#parsed.delete(uri);
      return marks;
    }
    if (!parsed) return marks;
    const placeOf = (mark: ExampleMark) => `${mark.line} ${mark.uri}`;
    const known = new Set(marks.map(placeOf));
    const own = anchored(
      parsed.marks.filter((mark) => mark.uri === uri),
      parsed.text,
      python.text,
    );
    const hidden = [...own, ...parsed.marks.filter((mark) => mark.uri !== uri)].filter(
      (mark) => !known.has(placeOf(mark)),
    );
    const all = [...marks, ...hidden.map((mark) => ({ ...mark, stale: true as const }))];
    return all.sort((a, b) => a.line - b.line);
  }

  /** Sends marks after each edit too, because an edit may have displaced what the client has drawn. */
  #sendMarks(uri: string, version: number, marks: readonly ExampleMark[]): void {
    const content = marks.length > 0 ? `${version} ${JSON.stringify(marks)}` : undefined;
    if (content === this.#marks.get(uri)) return;
    if (content !== undefined) this.#marks.set(uri, content);
    else this.#marks.delete(uri);
    void this.#connection.sendNotification(MarksChanged.type, { uri, marks });
  }
}
