/** Chooses the sampler for a synthesis. */
import type { Directive, Notice, Problem } from '../../../protocol/index.ts';
import type { Settings } from '../config.ts';
import { openSettings } from '../support/nextStep.ts';
import { addressIn, isLoopback } from './connection.ts';
import type { Dialects } from './dialect.ts';
import { type KeySources, keyFor, OPENAI } from './keyFor.ts';
import { chatModels, firstChatModel, localServers, modelsOf, usualPorts } from './models.ts';
import { OpenAISampler } from './openai.ts';
import { pickModel, problemOf } from './problems.ts';
import type { Sampler } from './sampler.ts';
import { type Elsewhere, SearchSampler } from './searchSampler.ts';

export interface SamplerChoice {
  readonly settings: Pick<Settings, 'sampler' | 'model' | 'baseUrl' | 'requestTimeout'>;
  /** The settings in the comment above the function. Its model goes to the server in use; it does not choose a server. */
  readonly directive?: Directive;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
  /** The key that the user has stored for an origin such as `https://api.openai.com`. */
  keyFor?(origin: string): Promise<string | undefined>;
  /** Asks whether code may go to this host. Absent where there is no user to ask: then the configuration counts as a yes. */
  confirmHost?(host: string): Promise<boolean>;
  /** The editor's model of that name, or its first; undefined if it has none. */
  languageModel?(named?: string): Promise<Sampler | undefined>;
  /** The ports of local servers; the default is the usual ports. */
  readonly ports?: readonly number[];
  /** The known dialects of servers; new ones are stored here. */
  readonly dialects?: Dialects;
}

/** `note` tells the user about an unused option and how to choose it. An `error` names a remedy. */
export type Chosen = { readonly sampler: Sampler; readonly note?: Notice } | Problem;

const CHOOSE_MODEL = openSettings('baseUrl', 'model');
const CHOOSE = "Set assay.baseUrl and assay.model; the sampler 'search' needs neither.";

/** Takes the first available sampler that the settings allow. It asks local servers, so call it only after the user has acted. */
export async function chooseSampler(choice: SamplerChoice): Promise<Chosen> {
  const { sampler } = choice.settings;
  if (sampler === 'search') return { sampler: new SearchSampler(async (signal) => elsewhere({ ...choice, signal })) };
  if (sampler === 'languageModel') {
    const named = choice.directive?.model ?? choice.settings.model;
    const model = await choice.languageModel?.(named);
    const missing = named === undefined ? 'no VS Code language model' : `no VS Code language model '${named}'`;
    return model ? { sampler: model } : { error: `There is ${missing} here. ${CHOOSE}`, next: CHOOSE_MODEL };
  }
  return (await configured(choice)) ?? (await found(choice));
}

/** The server that the user has configured in any way. */
async function configured(choice: SamplerChoice): Promise<Chosen | undefined> {
  const { settings, env } = choice;
  const address = settings.baseUrl ?? env.OPENAI_BASE_URL?.trim();
  if (address) {
    const read = addressIn(address, settings.baseUrl === undefined ? 'OPENAI_BASE_URL' : 'assay.baseUrl');
    return 'error' in read ? read : connected(read.baseUrl, settings.model, choice);
  }
  if (settings.model === undefined && settings.sampler !== 'openai') return undefined;

  // With only a model's name, or only `openai`, a matching server on this machine comes before a remote one.
  const { model } = settings;
  const local = await locals(choice);
  const fitting = local.find(({ models }) => model !== undefined && models.includes(model));
  if (fitting) return connected(fitting.baseUrl, model, choice);
  const key = await keyFor(OPENAI, sourcesOf(choice));
  if ('error' in key) return key;
  if (key.key !== undefined) return connected(OPENAI, model, choice);
  if (model === undefined && local[0]) return connected(local[0].baseUrl, firstChatModel(local[0].models), choice);
  if (model !== undefined && local.length > 0) {
    const models = local.flatMap((one) => chatModels(one.models));
    return {
      error: `No server on this machine has the model '${model}'. Choose one that is there in assay.model, or set assay.baseUrl.`,
      next: pickModel(models),
    };
  }
  const missing =
    model === undefined
      ? 'No model server is configured, and none was found on this machine.'
      : `No server is configured for the model '${model}', and no server on this machine lists it.`;
  return { error: `${missing} ${CHOOSE} For OpenAI, an API key is enough.`, next: CHOOSE_MODEL };
}

/** A sampler that is available without configuration. */
async function found(choice: SamplerChoice): Promise<Chosen> {
  const model = await choice.languageModel?.(choice.directive?.model);
  if (model) return { sampler: model };
  const [local] = await locals(choice);
  if (local) return connected(local.baseUrl, firstChatModel(local.models), choice);
  const note = choice.env.OPENAI_API_KEY?.trim()
    ? {
        message: 'OPENAI_API_KEY alone sends no code anywhere: to use OpenAI, set assay.model.',
        next: openSettings('model'),
      }
    : undefined;
  return { sampler: new SearchSampler(), ...(note !== undefined && { note }) };
}

/** The model that `auto` would ask, where the setting says to search. */
async function elsewhere(choice: SamplerChoice): Promise<Elsewhere | undefined> {
  const { baseUrl, model } = choice.settings;
  const address = baseUrl ?? choice.env.OPENAI_BASE_URL?.trim();
  if (address && URL.canParse(address)) {
    const { host } = new URL(address);
    return { words: `The model server at ${host} is configured`, name: model ?? 'the Server' };
  }
  const [local] = await locals(choice);
  const found = local && firstChatModel(local.models);
  return found === undefined ? undefined : { words: `The model ${found} is on this machine`, name: found };
}

async function connected(baseUrl: string, named: string | undefined, choice: SamplerChoice): Promise<Chosen> {
  const { settings, directive, signal, fetch = globalThis.fetch, dialects } = choice;
  const { host } = new URL(baseUrl);
  if (!isLoopback(baseUrl) && choice.confirmHost && !(await choice.confirmHost(host))) {
    return {
      error: `Nothing was sent to ${host}, since that was not allowed. Synthesize again to allow it, or choose another. ${CHOOSE}`,
      next: CHOOSE_MODEL,
    };
  }
  const read = await keyFor(baseUrl, sourcesOf(choice));
  if ('error' in read) return read;
  const server = { baseUrl, requestTimeout: settings.requestTimeout, fetch, ...read };
  const name = directive?.model ?? named;
  if (name !== undefined) return { sampler: new OpenAISampler({ ...server, model: name, dialects }) };

  // OpenAI's list is in no useful order, and the user must choose the model to pay for.
  if (baseUrl === OPENAI) {
    const models = server.key === undefined ? [] : await modelsOf(server, signal).catch((): string[] => []);
    const next = models.length > 0 ? pickModel(chatModels(models)) : openSettings('model');
    return { error: 'OpenAI has many models: choose one in assay.model.', next };
  }
  try {
    const models = await modelsOf(server, signal);
    const model = firstChatModel(models);
    if (model !== undefined) return { sampler: new OpenAISampler({ ...server, model, dialects }) };
    return {
      error: `${host} has no model. Load one there, or name it in assay.model.`,
      next: openSettings('model'),
    };
  } catch (error) {
    signal.throwIfAborted();
    return problemOf(error, server);
  }
}

function locals({ fetch = globalThis.fetch, ports = usualPorts, signal }: SamplerChoice) {
  return localServers(fetch, ports, signal);
}

function sourcesOf({ env, keyFor: stored }: SamplerChoice): KeySources {
  return { environment: env, ...(stored && { keyFor: stored }) };
}
