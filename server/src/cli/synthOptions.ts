import type { CommonOptions } from './target.ts';

/** The flags of `assay synth`, as the user wrote them. */
export interface SynthOptions extends CommonOptions {
  readonly k?: string;
  readonly sampler?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly temperature?: string;
  readonly requestTimeout?: string;
  readonly prompt?: string;
  readonly heldBack?: string;
  readonly tokenCeiling?: string;
  readonly escalateTo?: string;
  readonly askModel?: boolean;
  readonly pricePrompt?: string;
  readonly priceCompletion?: string;
  readonly write?: boolean;
  readonly ask?: boolean;
  readonly acceptUnverified?: boolean;
  readonly force?: boolean;
  readonly fresh?: boolean;
  readonly repairRounds?: string;
  readonly hint?: string;
  readonly showSent?: boolean;
}
