/** What the packaged extension gives agents, in VS Code's page. */
import { it } from 'vitest';
import { agentCalls } from '../../protocol/agents.ts';
import { installed } from './installed.ts';

const text = `def shout(text: str) -> str:
    """Return the text in upper case."""
    return text.upper()


assert shout("a") == "A"
assert shout("Hello you") == "HELLO YOU"
`;
const vscode = installed();

it('lets agent mode find and start the MCP server, and the chat offer the commands of @assay', async () => {
  const words = { name: 'words', files: { 'words.py': text } };
  const { workbench, page } = await vscode.open(words, { width: 1300, height: 800 }, 'agents-failed');
  await workbench.openFile('words.py');
  await workbench.lines.filter({ hasText: 'upper()' }).click();

  await workbench.command('MCP: List Servers');
  await workbench.choose('Assay');
  await workbench.choose('Start Server');
  await workbench.command('MCP: List Servers');
  await workbench.choose('Assay');
  await workbench.choose('Show Output');
  await page.locator('.part.panel').getByText('Discovered 5 tools').waitFor();

  // VS Code asks no participant where it has no language model of its own.
  await workbench.command('Chat: Open Chat');
  await page.keyboard.type('@assay /', { delay: 50 });
  const commands = page.locator('.suggest-widget').getByRole('option');
  for (const name of agentCalls) await commands.filter({ hasText: `/${name}` }).waitFor();
  await workbench.screenshot('agents');
});
