/** Uses VS Code's page like a person: finds elements by role or text, and uses mouse and keys. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

const screenshots = path.join(import.meta.dirname, '..', '..', 'artifacts', 'screenshots');

type StyleOf = (element: unknown, pseudo: string | null) => Record<string, string>;

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(30_000);
  }

  /** Visits the address of a folder, and answers VS Code's question about trust. */
  async open(address: string, { trust }: { trust: boolean }): Promise<void> {
    await this.page.goto(address);
    const answer = trust ? 'Yes, I trust the authors' : "No, I don't trust the authors";
    await this.page.getByRole('button', { name: answer }).click();
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** Makes a file with the explorer's button and leaves its editor focused. */
  async newFile(name: string): Promise<void> {
    const explorer = this.page.locator('.explorer-folders-view');
    await explorer.hover();
    await this.page.getByRole('button', { name: 'New File...' }).click();
    await explorer.getByRole('textbox').fill(name);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('tab', { name }).waitFor();
    await this.page.locator('.monaco-editor.focused').waitFor();
  }

  /** Opens a file of the folder from the explorer. */
  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view').getByRole('treeitem', { name }).dblclick();
    await this.page.getByRole('tab', { name }).waitFor();
  }

  /** Types line by line. The editor indents, so lines at column 0 remove the indentation first. */
  async type(lines: readonly string[]): Promise<void> {
    let indentation = 0;
    for (const [index, line] of lines.entries()) {
      if (index > 0) await this.page.keyboard.press('Enter');
      const wanted = line.length - line.trimStart().length;
      if (line !== '' && wanted < indentation) await this.page.keyboard.press('Shift+Tab');
      await this.page.keyboard.type(line.trimStart(), { delay: 10 });
      if (line !== '') indentation = line.trimEnd().endsWith(':') ? wanted + 4 : wanted;
    }
  }

  get lines(): Locator {
    return this.page.locator('.monaco-editor .view-lines .view-line');
  }

  /** The lens with this text, above the lines of the editor. */
  lens(text: RegExp): Locator {
    return this.page.locator('.codelens-decoration a').filter({ hasText: text });
  }

  /** The number of decorations beside the line numbers with this picture. */
  async gutterIcons(picture: string): Promise<number> {
    const pictures = await this.#styles(this.page.locator('.monaco-editor .margin *'), null, 'backgroundImage');
    return pictures.filter((address) => address.includes(picture)).length;
  }

  /** The text that a decoration adds at the end of the line with `line`. */
  async textBeside(line: string): Promise<string> {
    const spans = this.lines.filter({ hasText: line }).first().locator('span');
    const shown = (await this.#styles(spans, '::after', 'content')).find((text) => text.startsWith('"'));
    return shown === undefined ? '' : JSON.parse(shown);
  }

  #styles(elements: Locator, pseudo: string | null, property: string): Promise<string[]> {
    return elements.evaluateAll(
      (all, [of, name]) => {
        // The page has a DOM, but this side has no types for it.
        const { getComputedStyle } = globalThis as unknown as { getComputedStyle: StyleOf };
        return all.map((one) => getComputedStyle(one, of ?? null)[name!] ?? '');
      },
      [pseudo, property],
    );
  }

  /** The token `word` in the line with `line`. */
  word(word: string, line: string): Locator {
    return this.lines
      .filter({ hasText: line })
      .first()
      .locator('span > span')
      .filter({ hasText: new RegExp(`^\\s*${word}\\s*$`) })
      .first();
  }

  /** Rests the mouse on the word and returns the hover. */
  async hover(word: string, line: string): Promise<Locator> {
    await this.page.mouse.move(5, 5);
    await this.word(word, line).hover();
    const hover = this.page.locator('.monaco-hover:visible').first();
    await hover.waitFor();
    return hover;
  }

  /** Assay's item in the status bar. */
  get statusItem(): Locator {
    return this.page.locator('.statusbar-item[id$="assay.status"]');
  }

  /** The lightbulb; it is visible once the extension has returned its actions at the cursor. */
  get lightbulb(): Locator {
    return this.page.locator('.lightBulbWidget:visible, .cgmr[class*="lightbulb"]:visible').first();
  }

  /** Puts the cursor on the word, presses the lightbulb and chooses the first entry that has the text. */
  async chooseFromLightbulb(
    word: string,
    line: string,
    entry: RegExp,
    beforeChoice?: () => Promise<void>,
  ): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.word(word, line).click();
    await this.lightbulb.click();
    const choice = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: entry }).first();
    await choice.waitFor();
    await beforeChoice?.();
    await choice.click();
  }

  /** Runs a command from the palette. Whatever takes the focus meanwhile closes the palette, so it is opened again. */
  async command(title: string): Promise<void> {
    for (const timeout of [5_000, 10_000, 30_000]) {
      await this.page.keyboard.press('F1');
      const input = this.page.locator('.quick-input-widget:visible input').first();
      try {
        await input.fill(`>${title}`, { timeout });
        await this.choose(title, timeout);
        return;
      } catch (error) {
        if (timeout === 30_000) throw error;
      }
    }
  }

  /** Chooses the first entry with the text in a list to pick from. */
  async choose(entry: string, timeout = 30_000): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: entry }).first();
    await row.click({ timeout });
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press('Control+z');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
  }

  /** Saves a picture of the page as artifacts/screenshots/<name>.png, and returns the path. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(screenshots, { recursive: true });
    const file = path.join(screenshots, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
}
