/** Sends the diagnostics and marks of documents to the client. */
import type { _Connection, Diagnostic } from 'vscode-languageserver';
import { type ExampleMark, MarksChanged } from '../../../../protocol/messages.ts';
import type { Client } from '../client/client.ts';
import type { OpenDocument } from '../documents.ts';
import { type Cell, cellAt, unshifted } from '../notebook/cells.ts';
import type { Placed } from '../reports.ts';
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
  /** The marks that our client already has, so that the same ones are not sent twice. */
  readonly #marks = new Map<string, string>();
  /** The documents and cells with diagnostics. */
  readonly #noted = new Set<string>();

  constructor(connection: _Connection, client: Pick<Client, 'ours'>) {
    this.#connection = connection;
    this.#client = client;
  }

  /** With `problems`, our client gets a warning at each example that fails, beside its mark. */
  publish(
    { uri, cells, python }: OpenDocument,
    placed: readonly Placed[],
    { workspace, problems }: { readonly workspace: string | undefined; readonly problems: boolean },
  ): void {
    const notes = [...diagnosticsFor(placed), ...contradictionDiagnostics(python, workspace, placed, source)];
    const diagnostics = this.#client.ours && !problems ? notes : [...notes, ...failuresOf(placed)];
    const marks = this.#client.ours ? marksOf(uri, placed) : [];
    this.#sendMarks(uri, cells ? marks.flatMap((mark) => markInCell(mark, uri, cells)) : marks);
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
    this.#sendMarks(uri, []);
    for (const one of cells ?? [{ uri }]) this.#sendDiagnostics(one.uri, []);
  }

  #sendDiagnostics(uri: string, diagnostics: Diagnostic[]): void {
    if (diagnostics.length === 0 && !this.#noted.has(uri)) return;
    if (diagnostics.length > 0) this.#noted.add(uri);
    else this.#noted.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }

  #sendMarks(uri: string, marks: readonly ExampleMark[]): void {
    const content = JSON.stringify(marks);
    if (content === (this.#marks.get(uri) ?? '[]')) return;
    if (marks.length > 0) this.#marks.set(uri, content);
    else this.#marks.delete(uri);
    void this.#connection.sendNotification(MarksChanged.type, { uri, marks });
  }
}
