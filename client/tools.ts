/** Offers the agents' calls to VS Code's language models, as tools. */
import * as vscode from 'vscode';
import { type AgentCall, AgentCallRequest, agentCalls } from '../protocol/agents.ts';
import type { Server } from './server.ts';

/** What a tool does, while it does it. */
const doing: Readonly<Record<AgentCall, string>> = {
  verify: 'Verifying',
  behaviours: 'Comparing behaviours of',
  question: 'Looking for the open question of',
  synthesize: 'Synthesizing',
  examples: 'Listing the examples of',
};

export function registerTools(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    ...agentCalls.map((call) => vscode.lm.registerTool(`assay_${call}`, tool(server, call))),
  );
}

function tool(server: Server, call: AgentCall): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: ({ input }) => {
      const { function: name } = input as { function?: unknown };
      return { invocationMessage: `${doing[call]} ${JSON.stringify(String(name).slice(0, 100))}` };
    },
    async invoke({ input }, token) {
      const { text, isError } = await server.request(AgentCallRequest, { call, asked: input }, token);
      // VS Code tells the model the message of an error.
      if (isError) throw new Error(text);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}
