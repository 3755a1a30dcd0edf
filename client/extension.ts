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
import { setApiKey } from './keys.ts';
import { type McpServer, mcpServers } from './mcp.ts';
import { tell } from './messages.ts';
import { Previews } from './preview.ts';
import { ReportContext } from './reportContext.ts';
import { Server } from './server.ts';
import { overridden } from './settings.ts';
import { StatusItem } from './status.ts';
import { suggestExamples } from './suggest.ts';
import { Marks } from './ticks.ts';

let server: Server | undefined;

/** The interface for other extensions (and our tests). */
export interface Api {
  /** The ticks and crosses in a document, from the top. */
  marks(document: vscode.Uri): readonly ExampleMark[];
  /** The servers that agent mode finds. */
  mcpServers(): readonly McpServer[];
}

export function activate(context: vscode.ExtensionContext): Api {
  const output = vscode.window.createOutputChannel('Assay', { log: true });
  const status = new StatusItem();
  const marks = new Marks(context.extensionUri);
  const running = new Server(context, output, { status, marks });
  const previews = new Previews();
  const candidates = new CandidatesPanel(context.extensionUri, running);
  server = running;

  const commands: Record<string, (...given: never[]) => unknown> = {
    [clientCommands.synthesize]: (about?: unknown) => run(running, serverCommands.synthesize, about),
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
  return { marks: (document) => marks.in(document), mcpServers: () => mcpServers(context) };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
