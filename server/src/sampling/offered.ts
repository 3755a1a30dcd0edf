/** Lists the models that a user may choose from. */

import type { SamplerChoice } from './choose.ts';
import { addressIn } from './connection.ts';
import { keyFor } from './keyFor.ts';
import { localServers, modelsOf, usualPorts } from './models.ts';
import { problemOf } from './problems.ts';

/** Seconds; the user waits for the list. */
const PATIENCE = 10;

export interface OfferedServer {
  readonly baseUrl: string;
  /** The names that the server lists. */
  readonly models: readonly string[];
  /** The reason why it lists none. */
  readonly problem?: string;
}

/** The configured server, then those of this machine. No code is sent, only the request for the list. */
export async function offeredServers({
  settings,
  env,
  signal,
  fetch = globalThis.fetch,
  ports = usualPorts,
  keyFor: stored,
}: Omit<SamplerChoice, 'settings'> & {
  readonly settings: Pick<SamplerChoice['settings'], 'baseUrl' | 'requestTimeout'>;
}): Promise<OfferedServer[]> {
  const local = await localServers(fetch, ports, signal);
  const address = settings.baseUrl ?? env.OPENAI_BASE_URL?.trim();
  if (!address) return local;
  const read = addressIn(address, settings.baseUrl === undefined ? 'OPENAI_BASE_URL' : 'assay.baseUrl');
  if ('error' in read) return [{ baseUrl: address, models: [], problem: read.error }, ...local];
  const { baseUrl } = read;
  const others = local.filter((one) => one.baseUrl !== baseUrl);
  const key = await keyFor(baseUrl, { environment: env, ...(stored && { keyFor: stored }) });
  if ('error' in key) return [{ baseUrl, models: [], problem: key.error }, ...others];
  const server = { baseUrl, requestTimeout: Math.min(PATIENCE, settings.requestTimeout), fetch, ...key };
  try {
    return [{ baseUrl, models: await modelsOf(server, signal) }, ...others];
  } catch (error) {
    signal.throwIfAborted();
    return [{ baseUrl, models: [], problem: problemOf(error, server).error }, ...others];
  }
}
