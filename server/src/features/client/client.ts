/** The client's capabilities, read once from its `initialize`. */
import type { InitializeParams } from 'vscode-languageserver';

export interface Client {
  /** It is our own VS Code client, which supports the custom messages and the commands `assay.…`. */
  readonly ours: boolean;
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly codeLens: boolean;
  readonly lensRefresh: boolean;
  readonly markdown: boolean;
  /** It supports code actions, not only commands. */
  readonly actionLiterals: boolean;
  /** It can't apply an edit on request, but supports edits in code actions. */
  readonly editsInActions: boolean;
  /** It supports edits for a given version of a document. */
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  readonly workDoneProgress: boolean;
  readonly workspaceFolders: boolean;
  /** It can show messages with buttons. */
  readonly messageActions: boolean;
}

export function clientOf({
  capabilities: { workspace, textDocument, window, experimental },
}: InitializeParams): Client {
  const actionLiterals = textDocument?.codeAction?.codeActionLiteralSupport !== undefined;
  return {
    ours: Boolean((experimental as { assay?: unknown } | undefined)?.assay),
    configuration: workspace?.configuration ?? false,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    codeLens: textDocument?.codeLens !== undefined,
    lensRefresh: workspace?.codeLens?.refreshSupport ?? false,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    actionLiterals,
    editsInActions: actionLiterals && !workspace?.applyEdit,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    workDoneProgress: window?.workDoneProgress ?? false,
    messageActions: window?.showMessage !== undefined,
  };
}
