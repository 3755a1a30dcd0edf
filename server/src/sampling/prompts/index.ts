export { heldBackOf } from './heldBack.ts';
export { type Form, type Prompt, type PromptSetting, promptFor, sampleOf, textOfPrompt } from './prompt.ts';
