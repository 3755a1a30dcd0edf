/** The open notebooks: each is one document for the features, and several cells for the client. */
import { type Connection, type NotebookDocument, NotebookDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { PythonDocument } from '../../specification/index.ts';
import { fileOf, type OpenDocument } from '../documents.ts';
import { type Cell, cellsOf, joined } from './cells.ts';

export interface NotebookEvents {
  opened(open: OpenDocument): void;
  changed(open: OpenDocument): void;
  saved(open: OpenDocument): void;
  closed(open: OpenDocument): void;
}

export class Notebooks {
  readonly #notebooks = new NotebookDocuments(TextDocument);
  readonly #open = new Map<string, OpenDocument & { readonly cells: readonly Cell[] }>();

  listen(connection: Connection, { opened, changed, saved, closed }: NotebookEvents): void {
    const read = (notebook: NotebookDocument) => changed(this.#read(notebook));
    this.#notebooks.onDidOpen((notebook) => {
      read(notebook);
      opened(this.#open.get(notebook.uri)!);
    });
    this.#notebooks.onDidChange(({ notebookDocument }) => read(notebookDocument));
    this.#notebooks.onDidSave(({ uri }) => {
      const open = this.#open.get(uri);
      if (open) saved(open);
    });
    this.#notebooks.onDidClose(({ uri }) => {
      const open = this.#open.get(uri);
      this.#open.delete(uri);
      if (open) closed(open);
    });
    this.#notebooks.listen(connection);
  }

  get all(): OpenDocument[] {
    return [...this.#open.values()];
  }

  /** Finds a notebook by its own URI or by that of a cell. */
  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri) ?? this.all.find(({ cells }) => cells?.some((cell) => cell.uri === uri));
  }

  cell(uri: string): Cell | undefined {
    return this.get(uri)?.cells?.find((cell) => cell.uri === uri);
  }

  #read({ uri, version, cells: all }: NotebookDocument): OpenDocument {
    const written = all.flatMap(({ document }) => {
      const cell = this.#notebooks.cellTextDocuments.get(document);
      return cell ? [{ uri: cell.uri, version: cell.version, text: cell.getText() }] : [];
    });
    const cells = cellsOf(written);
    const text = joined(cells);
    const known = this.#open.get(uri);
    const python = known?.python ?? new PythonDocument(fileOf(uri), text);
    if (python.text !== text) {
      const whole = { start: { line: 0, character: 0 }, end: python.positionAt(python.text.length) };
      python.edit(whole, text);
    }
    const open = { uri, version, python, cells };
    this.#open.set(uri, open);
    return open;
  }
}
