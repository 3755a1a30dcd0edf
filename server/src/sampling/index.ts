export { type Chosen, chooseSampler, type SamplerChoice } from './choose.ts';
export { destinationOf } from './connection.ts';
export type { Dialects } from './dialect.ts';
export { type LanguageModels, languageModelSampler } from './languageModel.ts';
export { localServers, usualPorts } from './models.ts';
export { offeredServers } from './offered.ts';
export { rememberedDialects } from './remembered.ts';
export type { Sampler, SamplingEvent } from './sampler.ts';
