/** The Testing view: functions with examples, each example with its last result; runs them on the present body, and debugs one. */
import * as vscode from 'vscode';
import { serverCommands } from '../protocol/commands.ts';
import { DebugRequest, type DocumentExamples, type ExampleItem, ExamplesRequest } from '../protocol/messages.ts';
import type { Server } from './server.ts';
import { TestItems } from './testItems.ts';

/** Milliseconds without an edit before the items follow the text. */
const PAUSE_MS = 250;
const DEBUGGER = 'ms-python.debugpy';

export class TestingView implements vscode.Disposable {
  readonly #server: Server;
  readonly #controller = vscode.tests.createTestController('assay', vscode.l10n.t('Assay Examples'));
  readonly #items: TestItems;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** The results that are shown, by document and function. */
  readonly #shown = new Map<string, string>();
  /** Functions with a run of this view, which shows their results itself. */
  readonly #running = new Set<string>();
  readonly #subscriptions: vscode.Disposable[];
  #debugging: vscode.TestRunProfile | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.#items = new TestItems(this.#controller, server);
    const { Run } = vscode.TestRunProfileKind;
    this.#controller.refreshHandler = () => this.refreshAll();
    this.#subscriptions = [
      this.#controller,
      this.#controller.createRunProfile(
        vscode.l10n.t('Run on the Present Body'),
        Run,
        (request, token) => this.#run(request, token),
        true,
      ),
      vscode.workspace.onDidOpenTextDocument((document) => this.#later(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#later(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document.uri)),
      vscode.extensions.onDidChange(() => this.#offerDebugging()),
    ];
    this.#offerDebugging();
    void this.refreshAll();
  }

  /** Call this when the results in a document have changed. */
  changed(uri: vscode.Uri): void {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (document) this.#later(document);
  }

  /** The labels of the items, from the top, for tests. */
  get labels(): readonly string[] {
    return this.#items.labels;
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The profile is there only while the Python debugger is. */
  #offerDebugging(): void {
    const isThere = vscode.extensions.getExtension(DEBUGGER) !== undefined;
    if (isThere === (this.#debugging !== undefined)) return;
    this.#debugging?.dispose();
    const { Debug } = vscode.TestRunProfileKind;
    this.#debugging = isThere
      ? this.#controller.createRunProfile(
          vscode.l10n.t('Debug on the Present Body'),
          Debug,
          (request) => this.#debug(request),
          true,
        )
      : undefined;
  }

  async refreshAll(): Promise<void> {
    await Promise.all(vscode.workspace.textDocuments.map((document) => this.#refresh(document)));
  }

  #later(document: vscode.TextDocument): void {
    if (document.languageId !== 'python') return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        void this.#refresh(document);
      }, PAUSE_MS),
    );
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#controller.items.delete(key);
    for (const shown of [...this.#shown.keys()]) if (shown.startsWith(`${key} `)) this.#shown.delete(shown);
  }

  async #refresh(document: vscode.TextDocument): Promise<void> {
    const isOurs = document.languageId === 'python' && /^(file|untitled)$/.test(document.uri.scheme);
    if (!isOurs || !this.#server.isRunning) return;
    const found = await this.#ask(document.uri);
    // An answer about an earlier text is followed by another.
    if (!found || found.version !== document.version || document.isClosed) return;
    const key = document.uri.toString();
    const file = this.#controller.items.get(key);
    // Half-typed text may hide examples for a moment.
    if (!found.parses && file) return;
    if (found.functions.length === 0) this.#controller.items.delete(key);
    else this.#items.list(document.uri, found);
    this.#showResults(document.uri, found);
  }

  #ask(uri: vscode.Uri): Promise<DocumentExamples | null> {
    return this.#server.request(ExamplesRequest, { uri: this.#server.toProtocol(uri) });
  }

  /** Shows results that came from elsewhere, such as a save, and marks those of another text as outdated. */
  #showResults(uri: vscode.Uri, { functions }: DocumentExamples): void {
    for (const { function: name, examples } of functions) {
      const item = this.#controller.items.get(uri.toString())?.children.get(name);
      const key = `${uri} ${name}`;
      const results = examples.flatMap(({ id, result }) => (result ? [{ id, ...result }] : []));
      const fresh = results.filter(({ stale }) => !stale);
      const content = JSON.stringify(fresh);
      const before = this.#shown.get(key);
      if (!item || this.#running.has(key) || content === (before ?? '[]')) continue;
      this.#shown.set(key, content);
      if (fresh.length < results.length || fresh.length === 0) this.#controller.invalidateTestResults(item);
      else this.#publish(item, examples);
    }
  }

  /** One run with results that are there already. It leaves the focus where it is, and adds no messages to those beside the examples. */
  #publish(item: vscode.TestItem, examples: readonly ExampleItem[]): void {
    const request = new vscode.TestRunRequest([item], undefined, undefined, false, true);
    const run = this.#controller.createTestRun(request, 'Assay', false);
    for (const example of examples) this.#report(run, item.children.get(example.id), example, 'quietly');
    run.end();
  }

  #report(
    run: vscode.TestRun,
    item: vscode.TestItem | undefined,
    { uri, range, result }: ExampleItem,
    quietly?: 'quietly',
  ): void {
    if (!item) return;
    if (!result) run.skipped(item);
    else if (result.status === 'pass') run.passed(item, result.ms);
    else {
      const { message, expected, actual, ms, status } = result;
      const said =
        expected !== undefined && actual !== undefined
          ? vscode.TestMessage.diff(message, expected, actual)
          : new vscode.TestMessage(message);
      // VS Code draws a message at its location.
      if (!quietly)
        said.location = new vscode.Location(this.#server.toCode.asUri(uri), this.#server.toCode.asRange(range));
      if (status === 'fail') run.failed(item, said, ms);
      else run.errored(item, said, ms);
    }
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request);
    try {
      await Promise.all(this.#functionsOf(request).map((item) => this.#verify(run, item, token)));
    } finally {
      run.end();
    }
  }

  /** Verifies one function as a whole: its examples share a process, so one alone costs as much. */
  async #verify(run: vscode.TestRun, item: vscode.TestItem, token: vscode.CancellationToken): Promise<void> {
    const { uri, function: one } = this.#items.placeOf(item)!;
    const examples = [...item.children].map(([, child]) => child);
    if (one!.isStub || token.isCancellationRequested) {
      for (const child of examples) run.skipped(child);
      return;
    }
    for (const child of examples) run.started(child);
    const document = vscode.Uri.parse(uri);
    const about = { uri: this.#server.toProtocol(document), function: one!.function };
    const cancelling = token.onCancellationRequested(() => this.#server.execute(serverCommands.cancel, about));
    const key = `${uri} ${one!.function}`;
    this.#running.add(key);
    try {
      await this.#server.execute(serverCommands.verify, { ...about, wait: true, quietly: true });
      const found = await this.#ask(document);
      const now = found?.functions.find((other) => other.function === one!.function);
      const listed = new Map(now?.examples.map((example) => [example.id, example]));
      for (const child of examples) {
        const example = listed.get(child.id);
        if (example)
          this.#report(run, child, token.isCancellationRequested ? { ...example, result: undefined } : example);
        else run.skipped(child);
      }
      const fresh =
        now?.examples.flatMap(({ id, result }) => (result && !result.stale ? [{ id, ...result }] : [])) ?? [];
      this.#shown.set(key, JSON.stringify(fresh));
    } finally {
      this.#running.delete(key);
      cancelling.dispose();
    }
  }

  /** The functions of a request, each once; an example stands for its function. */
  #functionsOf({ include, exclude = [] }: vscode.TestRunRequest): vscode.TestItem[] {
    const all = include ?? [...this.#controller.items].map(([, item]) => item);
    const functions = all.flatMap((item) => {
      const place = this.#items.placeOf(item);
      if (place?.example) return item.parent ? [item.parent] : [];
      return place?.function ? [item] : [...item.children].map(([, child]) => child);
    });
    return [...new Set(functions)].filter((item) => !exclude.includes(item));
  }

  /** Starts the Python debugger on one example. */
  async #debug({ include = [] }: vscode.TestRunRequest): Promise<void> {
    const [item] = include;
    const chosen = item && (this.#items.placeOf(item)?.example ? item : [...item.children][0]?.[1]);
    const place = chosen && this.#items.placeOf(chosen);
    if (!place?.function || !place.example) return;
    const uri = vscode.Uri.parse(place.uri);
    const program = await this.#server.request(DebugRequest, {
      uri: this.#server.toProtocol(uri),
      function: place.function.function,
      example: place.example.id,
    });
    if ('refused' in program) {
      void vscode.window.showWarningMessage(program.refused);
      return;
    }
    await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), {
      ...program,
      type: 'debugpy',
      request: 'launch',
      name: `Assay: ${place.example.label}`,
      justMyCode: true,
      console: 'internalConsole',
    });
  }

  /** The document and the range of an example, for “Go to Example”. */
  async goTo(item: vscode.TestItem): Promise<void> {
    const example = this.#items.placeOf(item)?.example;
    if (!example) return;
    const selection = this.#server.toCode.asRange(example.range);
    await vscode.window.showTextDocument(this.#server.toCode.asUri(example.uri), {
      selection: new vscode.Range(selection.start, selection.start),
    });
  }
}
