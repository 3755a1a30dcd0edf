/** Lets the links in Assay's hovers run its own commands, and no others. What models and candidates wrote is fenced or escaped there. */
import * as vscode from 'vscode';
import { hoverCommands } from '../protocol/commands.ts';

export function trusting<T extends vscode.Hover | null | undefined>(hover: T): T {
  for (const content of hover?.contents ?? []) {
    if (content instanceof vscode.MarkdownString) content.isTrusted = { enabledCommands: hoverCommands };
  }
  return hover;
}
