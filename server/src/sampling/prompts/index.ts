export { choiceIn } from './choice.ts';
export type { Form, PromptSetting } from './form.ts';
export { heldBackOf } from './heldBack.ts';
export { type Prompt, promptFor, sampleOf, textOfPrompt } from './prompt.ts';
