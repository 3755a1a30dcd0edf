/** What models a server has, and which servers of this machine have any. */
import { connect, type Server } from './connection.ts';
import { ReplyError } from './problems.ts';
import { errorIn } from './told.ts';

/** Where people's servers listen: Ollama, LM Studio, llama.cpp, vLLM. */
export const usualPorts: readonly number[] = [11434, 1234, 8080, 8000];

/** Seconds. A server on this machine that takes longer to say what it has is not there. */
const PATIENCE = 0.3;

export interface LocalServer {
  readonly baseUrl: string;
  /** At least one. */
  readonly models: readonly string[];
}

/** The names that `/models` lists. Throws the errors that `problemOf` reads. */
export async function modelsOf(server: Server, signal: AbortSignal): Promise<string[]> {
  const body: unknown = await connect(server).get('/models', { signal });
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  if (!Array.isArray(data)) throw errorIn(body) ?? new ReplyError(body);
  return data.map((one) => one?.id).filter((id) => typeof id === 'string');
}

/** The servers of this machine, on the usual ports and in their order, whose `/v1/models` answers in its shape. */
export async function localServers(
  fetch: Server['fetch'],
  ports: readonly number[],
  signal: AbortSignal,
): Promise<LocalServer[]> {
  const found = await Promise.all(
    ports.map(async (port) => {
      const baseUrl = `http://127.0.0.1:${port}/v1`;
      // Whatever goes wrong here means the same: on this port there is no model server.
      const models = await modelsOf({ baseUrl, requestTimeout: PATIENCE, fetch }, signal).catch(() => []);
      return { baseUrl, models };
    }),
  );
  signal.throwIfAborted();
  return found.filter(({ models }) => models.length > 0);
}

/** The first that can chat, as far as names tell. */
export function firstChatModel(models: readonly string[]): string | undefined {
  const other = /embed|rerank|whisper|tts|dall-e|moderation|transcribe|realtime|stable-diffusion|bge-/i;
  return models.find((name) => !other.test(name)) ?? models[0];
}
