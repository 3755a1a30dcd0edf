/** The items of the Testing view: a file, its functions with examples, and their examples. */
import * as vscode from 'vscode';
import type { DocumentExamples, ExampleItem, FunctionExamples } from '../protocol/messages.ts';
import type { Server } from './server.ts';

/** What an item stands for; a file's has neither function nor example. */
interface Place {
  readonly uri: string;
  readonly function?: FunctionExamples;
  readonly example?: ExampleItem;
}

export class TestItems {
  readonly #controller: vscode.TestController;
  readonly #server: Server;
  readonly #places = new WeakMap<vscode.TestItem, Place>();

  constructor(controller: vscode.TestController, server: Server) {
    this.#controller = controller;
    this.#server = server;
  }

  placeOf(item: vscode.TestItem): Place | undefined {
    return this.#places.get(item);
  }

  /** The labels of all items, from the top. */
  get labels(): readonly string[] {
    return labelsOf(this.#controller.items);
  }

  /** Changes items in place, so that those that stay keep their results and do not flicker. */
  list(document: vscode.Uri, { functions }: DocumentExamples): void {
    const uri = document.toString();
    const file = this.#controller.items.get(uri) ?? this.#fileItem(document);
    update(
      file.children,
      functions,
      ({ function: name }) => name,
      (one, known) => {
        const item = known ?? this.#controller.createTestItem(one.function, one.function, document);
        // VS Code draws an icon at each range: a stub has nothing to run.
        item.range = one.isStub ? undefined : this.#server.toCode.asRange(one.range);
        item.sortText = order(one.range.start.line);
        item.description = one.isStub ? vscode.l10n.t('stub') : '';
        this.#places.set(item, { uri, function: one });
        update(
          item.children,
          one.examples,
          ({ id }) => id,
          (example, own) => this.#exampleItem({ uri, function: one, example }, own),
        );
        return item;
      },
    );
  }

  #fileItem(uri: vscode.Uri): vscode.TestItem {
    const item = this.#controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    this.#places.set(item, { uri: uri.toString() });
    this.#controller.items.add(item);
    return item;
  }

  /** Without a range, so that no icon stands on the example's line. “Go to Example” leads there. */
  #exampleItem(place: Place & { example: ExampleItem }, known: vscode.TestItem | undefined): vscode.TestItem {
    const { id, label, uri, range } = place.example;
    const item = known ?? this.#controller.createTestItem(id, label, this.#server.toCode.asUri(uri));
    item.description = vscode.l10n.t('line {0}', range.start.line + 1);
    item.sortText = order(range.start.line);
    this.#places.set(item, place);
    return item;
  }
}

/** Makes, changes and removes items, and leaves those that are there in their places. */
function update<T>(
  items: vscode.TestItemCollection,
  wanted: readonly T[],
  idOf: (one: T) => string,
  make: (one: T, known: vscode.TestItem | undefined) => vscode.TestItem,
): void {
  const ids = new Set(wanted.map(idOf));
  for (const [id] of [...items]) if (!ids.has(id)) items.delete(id);
  for (const one of wanted) {
    const known = items.get(idOf(one));
    const item = make(one, known);
    if (!known) items.add(item);
  }
}

function order(line: number): string {
  return String(line).padStart(7, '0');
}

function labelsOf(items: vscode.TestItemCollection): string[] {
  return [...items].flatMap(([, item]) => [item.label, ...labelsOf(item.children)]);
}
