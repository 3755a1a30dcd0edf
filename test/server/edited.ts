/** A function whose samples were drawn from a model that counts its requests, for tests of what an edit of its examples does. */
import { expect } from 'vitest';
import { completion, json, type ModelServer, startServer } from '../servers/modelServer.ts';
import { Editor, type EditorOptions, until, vscode } from './editor.ts';
import { firstWord } from './sources.ts';

const reply = (body: string) => `\`\`\`python\ndef first_word(text: str) -> str:\n    ${body}\n\`\`\``;
/** They differ where blanks lead. */
export const split = reply('return text.split()[0]');
export const partition = reply('return text.partition(" ")[0]');

export const last = 'assert first_word("one two three") == "one"\n';
/** Of the two, only `split` passes. */
export const padded = 'assert first_word("  padded here") == "padded"\n';
/** Neither passes. */
export const impossible = 'assert first_word("a-b c") == "a"\n';

export class Drawn {
  readonly editor: Editor;
  readonly uri: string;
  readonly model: ModelServer;
  /** The messages to the user during syntheses. */
  told: string[] = [];
  #asked = 0;

  private constructor(editor: Editor, model: ModelServer, uri: string) {
    this.editor = editor;
    this.model = model;
    this.uri = uri;
  }

  /** Opens a file and draws four samples: three times `split`, once `partition`. */
  static async start({
    text = firstWord,
    replies = [split, split, split, partition],
    wait = () => Promise.resolve(),
    open = (editor: Editor) => editor.open(text),
    settings = {},
    ...options
  }: {
    text?: string;
    replies?: readonly string[];
    /** Holds back the model's answer. */
    wait?: (editor: Editor, uri: string) => Promise<void>;
    open?: (editor: Editor) => Promise<string>;
  } & EditorOptions = {}): Promise<Drawn> {
    let next = 0;
    const model = await startServer({
      chat: async ({ body }, response) => {
        await wait(editor, uri);
        const texts = Array.from({ length: body.n ?? 1 }, () => replies[next++ % replies.length]!);
        json(response, 200, completion(body.model, texts));
      },
    });
    const editor: Editor = await Editor.start({
      capabilities: vscode,
      settings: {
        sampler: 'openai',
        baseUrl: model.baseUrl,
        model: 'replay',
        samples: 4,
        repairRounds: 0,
        ...settings,
      },
      ...options,
    });
    const uri: string = await open(editor);
    const drawn = new Drawn(editor, model, uri);
    await drawn.synthesize();
    return drawn;
  }

  async synthesize(name = 'first_word'): Promise<void> {
    await this.editor.execute('assay.server.synthesize', { uri: this.uri, function: name, wait: true });
    this.#asked = this.model.asked.length;
    this.told.push(...this.editor.messages.map(({ message }) => message));
    this.editor.messages.length = 0;
    this.editor.progress.length = 0;
  }

  add(assert: string): Promise<void> {
    return this.editor.replace(this.uri, last, last + assert);
  }

  /** The lenses, without the one that asks which behaviour is right. */
  async titles(): Promise<string[]> {
    return (await this.editor.titles(this.uri)).filter((title) => !title.endsWith('which is right?'));
  }

  /** Waits for these lenses, for which nothing may have been asked of a model, and nothing told to the user. */
  async shows(...titles: string[]): Promise<void> {
    let now: string[] = [];
    const holds = async () => {
      now = await this.titles();
      return now.join('|') === titles.join('|');
    };
    await until('the lenses', holds, 8000).catch(() => expect(now).toEqual(titles));
    this.isQuiet();
  }

  isQuiet(): void {
    expect(this.model.asked).toHaveLength(this.#asked);
    expect(this.editor.messages).toEqual([]);
    expect(this.editor.progress).toEqual([]);
  }

  async stop(): Promise<void> {
    await this.editor.stop();
    await this.model.close();
  }
}
