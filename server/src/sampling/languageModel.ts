/** Draws samples from a language model of an editor: the editor sends the requests, one sample each. */
import { shortened } from '../support/printable.ts';
import { Mailbox } from './mailbox.ts';
import { chatPrompt, withoutSystem } from './prompts/chat.ts';
import type { ChatMessage } from './prompts/form.ts';
import { textOfPrompt } from './prompts/index.ts';
import type { Sampler, SamplingEvent, SamplingRequest } from './sampler.ts';
import { ceilingNote, sum, type Usage, usageOf } from './usage.ts';

export interface LanguageModel {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly family: string;
}

/** The interface to the editor's models. */
export interface LanguageModels {
  /** The editor's models; may be empty. */
  list(): Promise<readonly LanguageModel[]>;
  /** Asks for one reply. `error` is the message of the editor or of the model's vendor. Rejects only when `signal` aborts. */
  reply(request: LanguageModelAsked, signal: AbortSignal): Promise<{ text: string } | { error: string }>;
}

export interface LanguageModelAsked {
  readonly model: string;
  readonly vendor: string;
  readonly messages: readonly ChatMessage[];
  readonly temperature: number;
}

/** The most requests at a time; vendors limit them by the minute. */
const WIDTH = 5;

/** The model with that id (`vendor/id` if several have it), name or family, or the first one; undefined if there is none. */
export async function languageModelSampler(models: LanguageModels, named?: string): Promise<Sampler | undefined> {
  const all = await models.list();
  const model =
    named === undefined
      ? all[0]
      : all.find(({ id, name, family, vendor }) => [id, `${vendor}/${id}`, name, family].includes(named));
  return model && new LanguageModelSampler(models, model);
}

class LanguageModelSampler implements Sampler {
  readonly name = 'languageModel';
  readonly asksModel = true;
  readonly model: string;
  readonly destination: string;
  readonly #models: LanguageModels;
  readonly #one: LanguageModel;

  constructor(models: LanguageModels, one: LanguageModel) {
    this.model = one.name || one.id;
    this.destination = `${one.vendor}, through the editor`;
    this.#models = models;
    this.#one = one;
  }

  sent(request: SamplingRequest): string {
    const prompt = textOfPrompt({ form: 'chat', messages: messagesOf(request) });
    return `${this.#one.vendor} · ${this.#one.id}\n\n${prompt}`;
  }

  /**
   * Sends the first request alone, because the editor may ask the user for consent; the others follow in parallel. After an error,
   * it sends no new requests, but still takes the pending replies.
   */
  async *draw(request: SamplingRequest, { signal }: { readonly signal: AbortSignal }): AsyncIterable<SamplingEvent> {
    const messages = messagesOf(request);
    const asked = { model: this.#one.id, vendor: this.#one.vendor, messages, temperature: request.temperature };
    const prompt = messages.map(({ content }) => content).join('\n\n');
    const leaving = new AbortController();
    const either = AbortSignal.any([signal, leaving.signal]);
    const replies = new Mailbox<{ text: string } | { error: string }>();
    const ceiling = request.ceiling ?? Number.POSITIVE_INFINITY;
    let width = 1;
    let underway = 0;
    let missing = request.k;
    let usage: Usage | undefined;
    let failure: string | undefined;
    const spent = () => (usage ? usage.prompt + usage.completion : 0);
    try {
      while (!signal.aborted) {
        while (missing > 0 && failure === undefined && spent() < ceiling && underway < width) {
          missing--;
          underway++;
          this.#models.reply(asked, either).then(
            (reply) => replies.put(reply),
            (error: Error) => replies.put({ error: error.message }),
          );
        }
        if (underway === 0) break;
        const reply = await replies.take();
        underway--;
        if (signal.aborted) break;
        if ('error' in reply) failure ??= reply.error;
        else {
          width = WIDTH;
          usage = sum(usage, usageOf(prompt, [reply.text], undefined));
          yield reply.text.trim() === ''
            ? { kind: 'refused', reason: 'the reply was empty' }
            : { kind: 'sample', sample: { form: 'reply', text: reply.text } };
        }
      }
    } finally {
      leaving.abort();
    }
    const tally = usage === undefined ? {} : { usage };
    if (signal.aborted) yield { kind: 'ended', ...tally };
    else if (failure !== undefined) yield { kind: 'ended', error: this.#problem(failure), ...tally };
    else yield { kind: 'ended', ...ceilingNote(request.k, missing), ...tally };
  }

  #problem(said: string): string {
    return `${this.model} (${this.#one.vendor}): ${shortened(said.trim().replace(/\s+/g, ' '), 300)}`;
  }
}

/** The messages of a prompt. These models do not support system messages. */
function messagesOf(request: SamplingRequest): ChatMessage[] {
  return withoutSystem(chatPrompt(request));
}
