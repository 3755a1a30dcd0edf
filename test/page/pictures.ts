/** `npm run pictures`: makes the pictures of the walkthrough, media/walkthrough/*.png, in VS Code's page with the packaged extension. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageExtension } from '../../scripts/package.ts';
import { installExtension, installVsCodeServer, startVsCodeServer } from '../../scripts/vscode-server.ts';
import { launchBrowser } from '../browser.ts';
import { Workbench } from './workbench.ts';

const pictures = path.join(import.meta.dirname, '..', '..', 'media', 'walkthrough');
const token = 'a-token-of-the-pictures';

const settings = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.startupPrompt': 'always',
  'telemetry.telemetryLevel': 'off',
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'breadcrumbs.enabled': false,
};

const median = `def median(values: list[float]) -> float:
    """Return the middle one of values, or the mean of the two middle ones."""


assert median([3, 1, 2]) == 2
assert median([4, 1, 3, 2]) == 2.5
assert median([7]) == 7
`;

const scratch = mkdtempSync(path.join(tmpdir(), 'assay-pictures-'));
const folder = path.join(scratch, 'example');
const dataFolder = path.join(scratch, 'data');
mkdirSync(path.join(folder, '.vscode'), { recursive: true });
mkdirSync(path.join(dataFolder, 'data', 'User'), { recursive: true });
mkdirSync(pictures, { recursive: true });
writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'assay.sampler': 'search' }));
writeFileSync(path.join(folder, 'median.py'), median);
writeFileSync(path.join(dataFolder, 'data', 'User', 'settings.json'), JSON.stringify(settings));

await installVsCodeServer();
installExtension(dataFolder, process.env.ASSAY_VSIX ?? (await packageExtension()));
const server = await startVsCodeServer({ dataFolder, token, env: { ASSAY_HISTORY: 'off', ASSAY_STATE: 'off' } });
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 900, height: 440 } });
  const workbench = new Workbench(page);
  const picture = async (name: string) => {
    const file = path.join(pictures, `${name}.png`);
    const box = (await page.locator('.part.editor').boundingBox())!;
    await page.screenshot({ path: file, clip: { ...box, height: Math.min(box.height, 360) } });
    console.log(`${path.basename(file)}: ${Math.ceil(statSync(file).size / 1000)} kB`);
  };

  await workbench.open(`${server.address}/?tkn=${token}&folder=${folder}`, { trust: true });
  await workbench.openFile('median.py');
  await workbench.lens(/Synthesize from 3 asserts/).waitFor();
  const offer = page.locator('.notification-toast').filter({ hasText: 'walkthrough' });
  await offer.waitFor();
  await workbench.screenshot('walkthrough-offer');
  await offer.getByRole('button', { name: 'Not Now' }).click();
  await page.keyboard.press('Control+b');
  await page.waitForTimeout(500);
  await picture('stub');

  await workbench.command('Assay: Open an Example');
  await workbench.lens(/Synthesize from 2 asserts/).waitFor();
  await page.waitForTimeout(500);
  await picture('example');
  await workbench.lens(/Synthesize from 2 asserts/).click();
  await workbench.lens(/which is right/).waitFor();
  await page.waitForTimeout(1500);
  await picture('synthesize');
  await page.keyboard.press('Escape');
  await workbench.hover('count_words', 'def count_words');
  await page.waitForTimeout(500);
  await picture('look');
  await page.mouse.move(5, 5);
  await page.keyboard.press('Escape');
  const question = workbench.lens(/which is right/);
  await question.click();
  await page.locator('.quick-input-widget:visible').getByText('Another value').waitFor();
  await page.waitForTimeout(600);
  await picture('question');
  await page.keyboard.press('Escape');
  await workbench
    .lens(/Accept/)
    .first()
    .click();
  await workbench.lens(/accepted/).waitFor();
  await page.waitForTimeout(500);
  await picture('accept');
  await workbench.command('Assay: Choose Sampler');
  await page.locator('.quick-input-widget:visible').getByText('languageModel').first().waitFor();
  await page.waitForTimeout(600);
  await picture('model');
  await page.keyboard.press('Escape');
} finally {
  await browser.close();
  await server.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
