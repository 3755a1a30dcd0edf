import type { Directive } from '../../../protocol/index.ts';
import type { Settings } from '../config.ts';
import { chooseSampler, rememberedDialects, type Sampler } from '../sampling/index.ts';
import { Failure } from './failure.ts';
import { warn } from './terminal.ts';

/** The sampler that flags and environment choose. A terminal asks for no confirmation: its flags count as a yes. Throws Failure. */
export async function samplerFor(settings: Settings, directive: Directive, signal: AbortSignal): Promise<Sampler> {
  const dialects = rememberedDialects((line) => warn(line));
  const chosen = await chooseSampler({ settings, directive, env: process.env, signal, dialects });
  if ('error' in chosen) throw new Failure(chosen.error);
  if (chosen.note !== undefined) warn(chosen.note.message);
  return chosen.sampler;
}

/** The stronger model that the settings name beside the chosen one; undefined where they name none. Throws Failure. */
export async function strongerFor(
  than: Sampler,
  settings: Settings,
  signal: AbortSignal,
): Promise<{ readonly stronger?: Sampler }> {
  const { escalateTo } = settings;
  if (escalateTo === undefined || !than.asksModel || than.model === escalateTo) return {};
  return { stronger: await samplerFor({ ...settings, model: escalateTo }, {}, signal) };
}
