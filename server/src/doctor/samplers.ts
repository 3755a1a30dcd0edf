import type { Settings } from '../config.ts';
import { localServers, usualPorts } from '../sampling/index.ts';

export interface SamplerFound {
  readonly name: string;
  readonly state: string;
}

/** Lists the samplers on this machine. Asks local servers only. */
export async function samplersFound(
  settings: Pick<Settings, 'baseUrl'>,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<SamplerFound[]> {
  const found: SamplerFound[] = [];
  const named = settings.baseUrl ?? env.OPENAI_BASE_URL;
  if (named) found.push({ name: 'openai', state: `configured: ${named}` });
  for (const { baseUrl, models } of await localServers(fetch, usualPorts, signal)) {
    found.push({ name: 'openai', state: `answers at ${baseUrl}: ${models.slice(0, 5).join(', ') || 'no model'}` });
  }
  if (!named && env.OPENAI_API_KEY) {
    found.push({ name: 'openai', state: 'OPENAI_API_KEY is set; it is used once a model of OpenAI is named' });
  }
  found.push({ name: 'search', state: 'ready: enumerates expressions, no model needed' });
  return found;
}
