/** What VS Code's agents get of Assay, once the workspace is trusted: before, nothing that runs is registered. */
import * as vscode from 'vscode';
import { registerChat } from './chat.ts';
import { registerMcpServer } from './mcp.ts';
import type { Server } from './server.ts';
import { registerTools } from './tools.ts';

export function offerToAgents(context: vscode.ExtensionContext, server: Server): void {
  const offer = () => {
    const icon = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.png');
    context.subscriptions.push(registerTools(server), registerMcpServer(context), registerChat(server, icon));
  };
  if (vscode.workspace.isTrusted) offer();
  else context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(offer));
}
