export { type Chosen, chooseSampler, type SamplerChoice } from './choose.ts';
export { type Dialects, RememberedDialects } from './dialect.ts';
export { type LanguageModel, type LanguageModels, languageModelSampler } from './languageModel.ts';
export { type LocalServer, localServers, usualPorts } from './models.ts';
export { heldBackOf, type PromptSetting } from './prompts/index.ts';
export { rememberedDialects } from './remembered.ts';
export type {
  AcceptedFunction,
  Enumerated,
  Evaluate,
  Sample,
  Sampler,
  SamplingEvent,
  SamplingRequest,
  Turn,
} from './sampler.ts';
export { costOf, type Price, type Usage } from './usage.ts';
