/** The forms that a prompt can take. */
export type Form = 'chat' | 'completion' | 'fewShot';
/** `auto` is chat where the model can, else completion. */
export type PromptSetting = 'auto' | Form;

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}
