/** Draws ticks and crosses beside the examples, and the wrong values, at the places that the server names. */
import * as vscode from 'vscode';
import type { ExampleMark, MarksParams } from '../protocol/messages.ts';

type Look = 'pass' | 'fail' | 'pass-stale' | 'fail-stale';
const looks: readonly Look[] = ['pass', 'fail', 'pass-stale', 'fail-stale'];

export class Marks implements vscode.Disposable {
  /** The marks by the document with the functions; each mark names the document of its example. */
  readonly #marks = new Map<string, readonly ExampleMark[]>();
  readonly #types: Readonly<Record<Look, vscode.TextEditorDecorationType>>;
  readonly #text = vscode.window.createTextEditorDecorationType({});
  readonly #subscription: vscode.Disposable;
  readonly #changed = new vscode.EventEmitter<string>();
  /** Has the URI of the document with the functions, as the server names it. */
  readonly onDidChange = this.#changed.event;

  constructor(extension: vscode.Uri) {
    this.#types = Object.fromEntries(looks.map((look) => [look, typeOf(look, extension)])) as Record<
      Look,
      vscode.TextEditorDecorationType
    >;
    this.#subscription = vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(this.#draw));
  }

  show({ uri, marks }: MarksParams): void {
    if (marks.length > 0) this.#marks.set(uri, marks);
    else this.#marks.delete(uri);
    vscode.window.visibleTextEditors.forEach(this.#draw);
    this.#changed.fire(uri);
  }

  /** Removes all marks: without a server, they would become stale. */
  clear(): void {
    this.#marks.clear();
    vscode.window.visibleTextEditors.forEach(this.#draw);
  }

  /** The marks in a document, from the top. */
  in(document: vscode.Uri): ExampleMark[] {
    const all = [...this.#marks.values()].flat();
    return all
      .filter(({ uri }) => vscode.Uri.parse(uri).toString() === document.toString())
      .sort((a, b) => a.line - b.line);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    for (const type of [...Object.values(this.#types), this.#text]) type.dispose();
  }

  readonly #draw = (editor: vscode.TextEditor): void => {
    const { document } = editor;
    const marks = this.in(document.uri).filter(({ line, textLine }) => Math.max(line, textLine) < document.lineCount);
    for (const look of looks) {
      const lines = marks.filter((mark) => lookOf(mark) === look).map(({ line }) => document.lineAt(line).range);
      editor.setDecorations(
        this.#types[look],
        lines.map(({ start }) => new vscode.Range(start, start)),
      );
    }
    editor.setDecorations(
      this.#text,
      marks.flatMap((mark) => textBeside(document, mark)),
    );
  };
}

function lookOf({ status, stale }: ExampleMark): Look | undefined {
  if (status === undefined) return undefined;
  const look = status === 'pass' ? 'pass' : 'fail';
  return stale ? `${look}-stale` : look;
}

function typeOf(look: Look, extension: vscode.Uri): vscode.TextEditorDecorationType {
  const colour = look === 'pass' ? 'testing.iconPassed' : 'testing.iconFailed';
  return vscode.window.createTextEditorDecorationType({
    gutterIconPath: vscode.Uri.joinPath(extension, 'media', `${look}.svg`),
    gutterIconSize: 'contain',
    ...(!look.endsWith('-stale') && {
      overviewRulerColor: new vscode.ThemeColor(colour),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    }),
  });
}

function textBeside(document: vscode.TextDocument, { text, textLine, stale }: ExampleMark): vscode.DecorationOptions[] {
  if (text === undefined) return [];
  const { end } = document.lineAt(textLine).range;
  const color = new vscode.ThemeColor(stale ? 'disabledForeground' : 'editorError.foreground');
  // VS Code escapes the text for its style sheet; the server has already replaced characters that do not print.
  const after = { contentText: text, color, margin: '0 0 0 2em', fontStyle: 'italic' };
  return [{ range: new vscode.Range(end, end), renderOptions: { after } }];
}
