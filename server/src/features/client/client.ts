/** What the client at the other end can do, read once from its `initialize`. */
import type { InitializeParams } from 'vscode-languageserver';

export interface Client {
  /** Our own VS Code client: it takes the custom messages and has the commands `assay.…`. */
  readonly ours: boolean;
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly codeLens: boolean;
  readonly lensRefresh: boolean;
  readonly markdown: boolean;
  /** Takes code actions, not only commands. */
  readonly actionLiterals: boolean;
  /** Can't be asked to apply an edit, but takes one in a code action. */
  readonly editsInActions: boolean;
  /** Takes edits that name the version they are for. */
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  readonly workDoneProgress: boolean;
  readonly workspaceFolders: boolean;
  /** Shows messages with buttons. */
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
