/** The rules for imports: data flows one way through the folders. `npm run check` prints the rules and the imports that break them. */
import path from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

const server = (name: string) => `^server/src/${name}/`;

/** From the bottom up: each folder may import those in earlier rows only. Folders in one row do not import each other. */
const floors = [
  ['^protocol/'],
  [server('support')],
  [server('python')],
  [server('specification')],
  [server('sampling')],
  [server('candidates'), server('execution')],
  [server('selection')],
  [server('history')],
  [server('report')],
  [server('synthesis'), server('doctor')],
  [server('agents')],
  [server('features'), server('cli')],
];

/** The files that start a server, from an editor or from the terminal. */
const entryPoints = '^server/src/((main|server|assembly)|cli/(main|serve))\\.ts$';

const oneWay: IForbiddenRuleType[] = floors.flatMap((row, height) =>
  row.map((folder) => {
    const above = floors.slice(height + 1).flat();
    const beside = row.filter((one) => one !== folder);
    return {
      name: `${folder.replaceAll(/[\^\\]|\/$/g, '')} imports nothing above or beside it`,
      severity: 'error',
      from: { path: folder, pathNot: entryPoints },
      to: { path: [...above, ...beside, '^client/', entryPoints] },
    };
  }),
);

/** A rule for modules that only some folders may import. */
const only = (what: string, modules: string[], folders: string[]): IForbiddenRuleType => ({
  name: `only ${what}`,
  severity: 'error',
  from: { path: '^(server/src|client|protocol)/', pathNot: folders },
  to: { path: modules },
});

const forbidden: IForbiddenRuleType[] = [
  { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
  ...oneWay,
  {
    name: 'the client imports the protocol alone',
    severity: 'error',
    from: { path: '^client/' },
    to: { path: '^server/' },
  },
  {
    name: 'the page imports the protocol alone',
    severity: 'error',
    from: { path: '^webview/' },
    to: { path: ['^server/', '^client/', '^vscode$', '(^|node_modules/)vscode-language', '^(node:)?(fs|path|net)$'] },
  },
  {
    name: 'nothing imports the page',
    severity: 'error',
    from: { path: '^(server/src|client|protocol)/' },
    to: { path: '^webview/' },
  },
  only('client/ knows VS Code', ['^vscode$', '(^|node_modules/)vscode-languageclient'], ['^client/']),
  only(
    'features/, client/ and the entry points know the language server protocol',
    ['(^|node_modules/)vscode-languageserver(-protocol|-types)?(/|$)'],
    ['^client/', server('features'), entryPoints, '^protocol/'],
  ),
  only(
    'cli/mcp/ knows the Model Context Protocol',
    ['(^|node_modules/)@modelcontextprotocol/'],
    ['^server/src/cli/mcp/'],
  ),
  only('execution/ starts processes', ['^(node:)?(child_process|cluster|worker_threads)$'], [server('execution')]),
  only(
    'sampling/ and execution/ open sockets',
    ['^(node:)?(net|http|https|http2|tls|dgram)$', '(^|node_modules/)(openai|undici)(/|$)'],
    [server('sampling'), server('execution')],
  ),
];

process.chdir(path.join(import.meta.dirname, '..'));
const { output } = await cruise(['server/src', 'client', 'protocol', 'webview'], {
  doNotFollow: { path: 'node_modules' },
  // dependency-cruiser's other parsers can't read TypeScript 7.
  parser: 'swc',
  tsPreCompilationDeps: true,
  enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  ruleSet: { forbidden },
  validate: true,
});
const { summary } = output as ICruiseResult;
for (const { name } of forbidden) console.log(`  ${name}`);
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} imports ${to}`);
console.log(`${summary.totalCruised} modules, ${summary.violations.length} imports against the rules`);
// A parser that can read no module would find no fault: a low count fails too.
if (summary.totalCruised < 100 || summary.violations.length > 0) process.exitCode = 1;
