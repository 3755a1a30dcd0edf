/** `@assay` in the chat: the agents' calls on the function at the cursor, with buttons for the next step. */
import * as vscode from 'vscode';
import { type AgentCall, AgentCallRequest, agentCalls } from '../protocol/agents.ts';
import { type CommandArguments, clientCommands, type Outcome, serverCommands } from '../protocol/commands.ts';
import type { Server } from './server.ts';

const ID = 'assay.chat';

/** Reads the language when it is called. */
const help = () =>
  vscode.l10n.t(`Put the cursor into a Python function, then ask me to:

- \`/verify\` its body, or the code in your message, against its examples
- \`/synthesize\` a body that passes them
- \`/behaviours\`: does the code in your message do the same as the body?
- \`/question\`: which input do the examples leave open?
- \`/examples\`: which of them run, and which don't?`);

/** Which command to offer after one. */
const next: Readonly<Record<AgentCall, AgentCall>> = {
  verify: 'question',
  synthesize: 'question',
  behaviours: 'verify',
  question: 'verify',
  examples: 'verify',
};

export function registerChat(server: Server, icon: vscode.Uri): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(ID, (request, _, stream, token) =>
    answer(server, request, stream, token),
  );
  participant.iconPath = icon;
  participant.followupProvider = {
    provideFollowups: ({ metadata }) => {
      const call = metadata?.call as AgentCall | undefined;
      return call ? [{ prompt: '', command: next[call], label: `/${next[call]}` }] : [];
    },
  };
  return participant;
}

export async function answer(
  server: Pick<Server, 'request' | 'execute' | 'uriOf'>,
  { command, prompt }: Pick<vscode.ChatRequest, 'command' | 'prompt'>,
  stream: Pick<vscode.ChatResponseStream, 'markdown' | 'button' | 'progress'>,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
  const call = agentCalls.find((one) => one === command);
  const at = placeOf(server);
  if (!call || !at) {
    stream.markdown(help());
    return {};
  }
  stream.progress(vscode.l10n.t('Running in a sandbox'));
  if (call === 'synthesize') await synthesize(server, at, stream);
  else {
    const asked = { call, asked: askedIn(call, prompt), at };
    const { text, verdict, isError } = await server.request(AgentCallRequest, asked, token);
    stream.markdown(isError ? new vscode.MarkdownString().appendText(text) : text);
    offerAfter(call, verdict, at, stream);
  }
  return { metadata: { call } };
}

function placeOf(server: Pick<Server, 'uriOf'>): Required<Pick<CommandArguments, 'uri' | 'position'>> | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'python') return undefined;
  const { line, character } = editor.selection.active;
  return { uri: server.uriOf(editor.document), position: { line, character } };
}

/** The code in fences of the message stands for candidates. */
function askedIn(call: AgentCall, prompt: string): object {
  const codes = [...prompt.matchAll(/```[^\n]*\n([\s\S]*?)```/g)].map(([, code]) => code!);
  if (call === 'verify') return codes[0] === undefined ? {} : { candidate: codes[0] };
  if (call === 'behaviours') return { candidates: codes, present: codes.length < 2 };
  return call === 'question' && codes.length > 0 ? { candidates: codes } : {};
}

/** As by the lens, so that what is found can be accepted. */
async function synthesize(
  server: Pick<Server, 'execute'>,
  about: CommandArguments,
  stream: Pick<vscode.ChatResponseStream, 'markdown' | 'button'>,
): Promise<void> {
  const outcome = (await server.execute(serverCommands.synthesize, { ...about, wait: true })) as Outcome | null;
  if (!outcome) {
    stream.markdown(vscode.l10n.t('Nothing was run: a message in the editor says why.'));
    return;
  }
  stream.markdown(new vscode.MarkdownString().appendText(outcome.message));
  if (outcome.passing === 0 || outcome.state === 'kept') return;
  const named = { uri: about.uri, function: outcome.function };
  button(stream, clientCommands.accept, vscode.l10n.t('Accept'), named);
  button(stream, clientCommands.compare, vscode.l10n.t('Compare'), named);
  button(stream, clientCommands.ask, vscode.l10n.t('Answer the Question'), named);
}

function offerAfter(
  call: AgentCall,
  verdict: string | undefined,
  about: CommandArguments,
  stream: Pick<vscode.ChatResponseStream, 'button'>,
): void {
  if (call === 'verify' && verdict !== undefined && verdict !== 'pass') {
    button(stream, clientCommands.synthesize, vscode.l10n.t('Synthesize'), about);
  }
  if (call === 'examples') button(stream, clientCommands.suggestExamples, vscode.l10n.t('Suggest Examples'), about);
}

function button(
  stream: Pick<vscode.ChatResponseStream, 'button'>,
  command: string,
  title: string,
  about: CommandArguments,
): void {
  stream.button({ command, title, arguments: [about] });
}
