export { type Chosen, chooseSampler, type SamplerChoice } from './choose.ts';
export type { Dialects } from './dialect.ts';
export { type LocalServer, localServers, usualPorts } from './models.ts';
export type {
  AcceptedFunction,
  Enumerated,
  Evaluate,
  Sample,
  Sampler,
  SamplingEvent,
  SamplingRequest,
  Turn,
  Usage,
} from './sampler.ts';
