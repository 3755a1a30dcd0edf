/** The page of the candidates view alone in Chromium: its host is the test, which asks a real server. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { candidatesHtml, type HtmlParts } from '../../client/candidatesHtml.ts';
import type { CandidatesView, NoCandidates } from '../../protocol/candidates.ts';
import type { FromPage, ToPage } from '../../protocol/candidatesPage.ts';
import { CandidatesRequest, VerdictRequest } from '../../protocol/messages.ts';
import themes from '../fixtures/themes.json' with { type: 'json' };
import type { Editor } from '../server/editor.ts';

const dist = path.join(import.meta.dirname, '..', '..', 'dist');
const axe = readFileSync(path.join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const ADDRESS = 'http://candidates.test/';
const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };

export type Theme = keyof typeof themes;
export const allThemes = Object.keys(themes) as Theme[];

/** What the page has that this side has no types for. */
interface Frame {
  acquireVsCodeApi: unknown;
  readonly sessionStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
  readonly document: {
    readonly documentElement: { readonly style: { setProperty(name: string, value: string): void } };
    readonly body: { className: string };
    addEventListener(event: string, listen: () => void): void;
  };
  readonly performance: { now(): number };
  readonly axe: { run(options: object): Promise<{ violations: readonly Violation[] }> };
  heardByHost(message: unknown): void;
  postMessage(message: unknown, origin: string): void;
  addEventListener(event: string, listen: () => void): void;
  requestAnimationFrame(draw: () => void): void;
  setTimeout(run: (value: unknown) => void, ms: number): void;
}
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

function sending(view: CandidatesView | NoCandidates): ToPage {
  return { kind: 'view', view, pinned: false };
}

export class CandidatesPage {
  readonly page: Page;
  /** All that the page has said, but for its own readings. */
  readonly said: FromPage[] = [];
  /** What violated the policy, or was thrown. */
  readonly wrong: string[] = [];
  /** Answers what the page asks. */
  answer: (message: FromPage) => Promise<ToPage | undefined> = async () => undefined;

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => this.wrong.push(error.message));
    page.on('console', (line) => line.type() === 'error' && this.wrong.push(line.text()));
  }

  static async open(
    browser: Browser,
    theme: Theme,
    { width = 640, height = 900, language = 'en', bundle = {} } = {},
  ): Promise<CandidatesPage> {
    const shown = new CandidatesPage(await browser.newPage({ viewport: { width, height } }));
    await shown.#prepare(theme, { language, bundle });
    return shown;
  }

  async #prepare(theme: Theme, words: Pick<HtmlParts, 'language' | 'bundle'>): Promise<void> {
    const { page } = this;
    const html = candidatesHtml({
      ...{ script: `${ADDRESS}candidates.js`, style: `${ADDRESS}candidates.css` },
      ...{ source: ADDRESS, nonce: 'of-the-test', title: 'Candidates' },
      ...words,
    });
    await page.route(`${ADDRESS}**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
      const body = readFileSync(path.join(dist, path.basename(name)));
      return route.fulfill({ contentType: types[name.split('.').at(-1)!]!, body });
    });
    await page.exposeFunction('heardByHost', async (message: FromPage) => {
      this.said.push(message);
      const answer = await this.answer(message);
      if (answer) await this.send(answer);
    });
    // What VS Code puts into a webview: its API, the theme's variables and classes.
    await page.addInitScript(
      ({ classes, variables }) => {
        const view = globalThis as unknown as Frame;
        view.acquireVsCodeApi = () => ({
          postMessage: (message: unknown) => view.heardByHost(message),
          getState: () => JSON.parse(view.sessionStorage.getItem('state') ?? 'null') ?? undefined,
          setState: (state: unknown) => view.sessionStorage.setItem('state', JSON.stringify(state)),
        });
        const dress = () => {
          const { documentElement, body } = view.document;
          for (const [name, value] of Object.entries(variables)) documentElement.style.setProperty(name, value);
          if (body) body.className = classes;
        };
        view.document.addEventListener('DOMContentLoaded', dress);
      },
      themes[theme] as { classes: string; variables: Record<string, string> },
    );
  }

  /** Loads the page with a view that stays as it is. */
  async show(view: CandidatesView | NoCandidates): Promise<void> {
    this.answer = async ({ kind }) => (kind === 'ready' ? sending(view) : undefined);
    await this.page.goto(ADDRESS);
  }

  /** Loads the page for a function of a server's document; it gets the values that it asks for. */
  async showFrom(editor: Editor, uri: string, name: string): Promise<void> {
    const about = { uri, function: name };
    this.answer = async (message) => {
      if (message.kind === 'ready') return sending(await viewOf(editor, uri, name));
      if (message.kind !== 'verdict') return undefined;
      const { candidate, example } = message;
      const verdict = await editor.connection.sendRequest(VerdictRequest.type, { ...about, candidate, example });
      return verdict ? { kind: 'verdict', verdict } : undefined;
    };
    await this.page.goto(ADDRESS);
  }

  async send(news: ToPage): Promise<void> {
    await this.page.evaluate((sent) => (globalThis as unknown as Frame).postMessage(sent, '*'), news);
  }

  /** Milliseconds from a view's arrival to the frame that shows it. */
  timeTo(view: CandidatesView): Promise<number> {
    return this.page.evaluate(async (data) => {
      const frame = globalThis as unknown as Frame;
      const shown = new Promise((resolve) => {
        frame.addEventListener('message', () => frame.requestAnimationFrame(() => frame.setTimeout(resolve, 0)));
      });
      const start = frame.performance.now();
      frame.postMessage(data, '*');
      await shown;
      return frame.performance.now() - start;
    }, sending(view));
  }

  /** The rules that the page breaks, with the elements. */
  async violations(): Promise<string[]> {
    await this.page.evaluate(axe);
    const found = await this.page.evaluate(() =>
      (globalThis as unknown as Frame).axe.run({ resultTypes: ['violations'] }),
    );
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }

  async screenshot(name: string, { fullPage = true } = {}): Promise<void> {
    const folder = path.join(import.meta.dirname, '..', '..', 'artifacts', 'screenshots');
    await this.page.screenshot({ path: path.join(folder, `candidates-${name}.png`), fullPage });
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

export function viewOf(editor: Editor, uri: string, name: string): Promise<CandidatesView | NoCandidates> {
  return editor.connection.sendRequest(CandidatesRequest.type, { uri, function: name });
}
