/** The extension: starts the language server, and gives it access to VS Code's own services. */
import * as vscode from 'vscode';
import { clientCommands, serverCommands } from '../protocol/commands.ts';
import { type ExampleMark, TrustChanged } from '../protocol/messages.ts';
import { acceptCandidate, acceptFile } from './accept.ts';
import { addExample, showExample } from './addExample.ts';
import { offerToAgents } from './agents.ts';
import { answerQuestion } from './ask.ts';
import { CandidatesPanel } from './candidatesView.ts';
import { clearHistory, run, synthesizeFile, synthesizeWithHint } from './commands.ts';
import { Doctor } from './doctor.ts';
import { GhostTexts } from './ghost.ts';
import { setApiKey } from './keys.ts';
import { type McpServer, mcpServers } from './mcp.ts';
import { tell } from './messages.ts';
import { chooseModel, chooseSampler } from './models.ts';
import { CandidatePreviews } from './preview.ts';
import { ReportContext } from './reportContext.ts';
import { documentSelector, Server } from './server.ts';
import { overridden } from './settings.ts';
import { StatusItem } from './status.ts';
import { suggestExamples } from './suggest.ts';
import { Testing } from './testing.ts';
import { Marks } from './ticks.ts';
import { offerWalkthrough, openExample } from './walkthrough.ts';

let server: Server | undefined;

/** The interface for other extensions (and our tests). */
export interface Api {
  /** The ticks and crosses in a document, from the top. */
  marks(document: vscode.Uri): readonly ExampleMark[];
  /** The servers that agent mode finds. */
  mcpServers(): readonly McpServer[];
  /** The labels in the Testing view, from the top. */
  testItems(): readonly string[];
  /** Ends everything as VS Code does, for tests. */
  end(): Promise<void>;
}

export function activate(context: vscode.ExtensionContext): Api {
  const output = vscode.window.createOutputChannel('Assay', { log: true });
  const status = new StatusItem();
  const marks = new Marks(context.extensionUri);
  const running = new Server(context, output, { status, marks });
  const previews = new CandidatePreviews();
  const ghosts = new GhostTexts(running, documentSelector);
  const doctor = new Doctor();
  const testing = new Testing(running, marks);
  const candidates = new CandidatesPanel(context.extensionUri, running);
  server = running;

  const commands: Record<string, (...given: never[]) => unknown> = {
    [clientCommands.synthesize]: async (about?: unknown) => {
      const outcome = await run(running, serverCommands.synthesize, about);
      if (outcome?.state === 'done') await ghosts.draw();
      return outcome;
    },
    [clientCommands.verify]: (about?: unknown) => run(running, serverCommands.verify, about),
    [clientCommands.synthesizeAfresh]: (about?: unknown) =>
      run(running, serverCommands.synthesize, about, { fresh: true }),
    [clientCommands.synthesizeWithHint]: (about?: unknown) => synthesizeWithHint(running, about),
    [clientCommands.suggestExamples]: (about?: unknown) => suggestExamples(running, about),
    [clientCommands.addExample]: (about?: unknown) => addExample(running, about),
    [clientCommands.showExample]: (about?: unknown) => showExample(running, about),
    [clientCommands.ask]: (about?: unknown) => answerQuestion(running, about),
    [clientCommands.clearHistory]: () => clearHistory(running),
    [clientCommands.synthesizeFile]: (about?: unknown) => synthesizeFile(running, about),
    [clientCommands.acceptFile]: (about?: unknown) => acceptFile(running, about),
    [clientCommands.cancel]: (about?: unknown) => run(running, serverCommands.cancel, about),
    [clientCommands.accept]: (about?: unknown) => acceptCandidate(running, about),
    [clientCommands.compare]: (about?: unknown) => previews.compare(running, about),
    [clientCommands.nextCandidate]: () => previews.step(running, 1),
    [clientCommands.previousCandidate]: () => previews.step(running, -1),
    [clientCommands.chooseSampler]: () => chooseSampler(running, context.extension),
    [clientCommands.chooseModel]: () => chooseModel(running),
    [clientCommands.doctor]: () => doctor.show(running),
    [clientCommands.openExample]: openExample,
    [clientCommands.goToExample]: (item: vscode.TestItem) => testing.goTo(item),
    [clientCommands.showCandidates]: (about?: unknown) => candidates.show(about),
    [clientCommands.setApiKey]: () => setApiKey(context.secrets),
    [clientCommands.showOutput]: () => output.show(),
    [clientCommands.restartServer]: () => running.restart(),
  };
  context.subscriptions.push(
    output,
    status,
    marks,
    previews,
    ghosts,
    doctor,
    testing,
    running,
    candidates,
    new ReportContext(running),
    ...Object.entries(commands).map(([name, execute]) => vscode.commands.registerCommand(name, execute)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const message = overridden(change);
      if (message) void tell(message);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.notify(TrustChanged, { trusted: true })),
  );
  offerToAgents(context, running);
  // Not awaited: an extension that waits for its server delays everything that VS Code starts with it.
  void running.restart();
  void offerWalkthrough(context);
  return {
    marks: (document) => marks.in(document),
    mcpServers: () => mcpServers(context),
    testItems: () => testing.labels,
    async end() {
      await deactivate();
      for (const subscription of context.subscriptions) subscription.dispose();
    },
  };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
