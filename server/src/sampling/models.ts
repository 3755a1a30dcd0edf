/** Lists the models of a server, and the servers of this machine that have models. */
import { connect, type Server } from './connection.ts';
import { ReplyError } from './problems.ts';
import { errorIn } from './told.ts';

/** The default ports of Ollama, LM Studio, llama.cpp and vLLM. */
export const usualPorts: readonly number[] = [11434, 1234, 8080, 8000];

/** Seconds to wait for the list of models of a local server; a slower one counts as absent. */
const PATIENCE = 0.3;

export interface LocalServer {
  readonly baseUrl: string;
  /** At least one. */
  readonly models: readonly string[];
}

/** The names in `/models`. Throws errors for `problemOf`. */
export async function modelsOf(server: Server, signal: AbortSignal): Promise<string[]> {
  const body: unknown = await connect(server).get('/models', { signal });
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  if (!Array.isArray(data)) throw errorIn(body) ?? new ReplyError(body);
  return data.map((one) => one?.id).filter((id) => typeof id === 'string');
}

/** The servers of this machine with a valid answer at `/v1/models`, on the usual ports and in their order. */
export async function localServers(
  fetch: Server['fetch'],
  ports: readonly number[],
  signal: AbortSignal,
): Promise<LocalServer[]> {
  const found = await Promise.all(
    ports.map(async (port) => {
      const baseUrl = `http://127.0.0.1:${port}/v1`;
      // Any error here means that there is no model server on this port.
      const models = await modelsOf({ baseUrl, requestTimeout: PATIENCE, fetch }, signal).catch(() => []);
      return { baseUrl, models };
    }),
  );
  signal.throwIfAborted();
  return found.filter(({ models }) => models.length > 0);
}

/** The first model that seems to be a chat model. */
export function firstChatModel(models: readonly string[]): string | undefined {
  return chatModels(models)[0];
}

/** The models that seem to be chat models, judging by the names; all of them, where none does. */
export function chatModels(models: readonly string[]): readonly string[] {
  const other = /embed|rerank|whisper|tts|dall-e|moderation|transcribe|realtime|stable-diffusion|bge-/i;
  const chat = models.filter((name) => !other.test(name));
  return chat.length > 0 ? chat : models;
}
