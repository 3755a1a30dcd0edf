/** The forms that a prompt can take. */
export type Form = 'chat' | 'completion' | 'fewShot';
/** `auto` is chat if the model supports it, else completion. */
export type PromptSetting = 'auto' | Form;

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}
