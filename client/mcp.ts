/** Names `assay mcp` to VS Code, so that agent mode finds it. */
import * as vscode from 'vscode';

/** VS Code has this interface since 1.101, which is above the stated minimum. */
interface Since101 {
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args?: string[],
    env?: Record<string, string | number | null>,
    version?: string,
  ) => McpServer;
  readonly lm: {
    registerMcpServerDefinitionProvider?(
      id: string,
      provider: {
        readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
        provideMcpServerDefinitions(): McpServer[];
      },
    ): vscode.Disposable;
  };
}

/** A server as VS Code starts it. */
export interface McpServer {
  readonly label: string;
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string | number | null>;
}

const ID = 'assay.mcp';

/** The settings that are flags of `assay mcp`. */
const flags: Readonly<Record<string, string>> = {
  interpreter: '--interpreter',
  timeout: '--timeout',
  memory: '--memory',
  'sandbox.minimum': '--minimum',
  samples: '-k',
  model: '--model',
  baseUrl: '--base-url',
  temperature: '--temperature',
  requestTimeout: '--request-timeout',
  tokenCeiling: '--token-ceiling',
};

export function registerMcpServer(context: vscode.ExtensionContext): vscode.Disposable {
  const { lm } = vscode as unknown as Since101;
  const changed = new vscode.EventEmitter<void>();
  const provider = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => mcpServers(context),
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('assay') && changed.fire()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    ...(lm.registerMcpServerDefinitionProvider ? [lm.registerMcpServerDefinitionProvider(ID, provider)] : []),
  );
}

/** One server for all folders of the window; none where VS Code knows no such servers, or no folder is open. */
export function mcpServers(context: vscode.ExtensionContext): McpServer[] {
  const { McpStdioServerDefinition: Definition } = vscode as unknown as Since101;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (!Definition || folders.length === 0 || !vscode.workspace.isTrusted) return [];
  const args = [
    context.asAbsolutePath('dist/cli.js'),
    'mcp',
    ...folders.flatMap(({ uri }) => ['--workspace', uri.fsPath]),
  ];
  // The editor's executable is Node when it is told so.
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const { version } = context.extension.packageJSON as { version: string };
  return [new Definition('Assay', process.execPath, [...args, ...settingsAsFlags()], env, version)];
}

/** Only what the user has set: the rest are the command's own defaults. */
function settingsAsFlags(): string[] {
  const settings = vscode.workspace.getConfiguration('assay');
  const given = Object.entries(flags).flatMap(([name, flag]) => {
    const value = settings.get<string | number | null>(name);
    const isDefault = value === settings.inspect(name)?.defaultValue;
    return isDefault || value === null || value === undefined || value === '' ? [] : [flag, String(value)];
  });
  const sampler = settings.get<string>('sampler');
  // Only the editor's own tools can ask its language models.
  return sampler === undefined || sampler === 'languageModel' ? given : [...given, '--sampler', sampler];
}
