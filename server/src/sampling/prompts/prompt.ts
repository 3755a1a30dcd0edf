/** A request in the form for its model. */
import type { Sample, SamplingRequest } from '../sampler.ts';
import { chatPrompt } from './chat.ts';
import { choiceText } from './choice.ts';
import { completionPrompt, completionStops, examplesCompletionPrompt } from './completion.ts';
import { fewShotPrompt, fewShotStops } from './fewShot.ts';
import type { ChatMessage, Form } from './form.ts';

export type Prompt =
  | { readonly form: 'chat'; readonly messages: readonly ChatMessage[] }
  | {
      readonly form: 'completion' | 'fewShot';
      readonly text: string;
      readonly stop: readonly string[];
      /** The end of `text` that belongs to the reply. */
      readonly lead?: string;
    };

export function promptFor(request: SamplingRequest, form: Form): Prompt {
  if (form === 'chat') return { form, messages: chatPrompt(request) };
  if (request.between) return { form, ...choiceText(chatPrompt(request)) };
  if (request.wants === 'examples') return { form, ...examplesCompletionPrompt(request), stop: ['\n\n', '\ndef '] };
  if (form === 'completion') return { form, text: completionPrompt(request), stop: completionStops };
  return { form, text: fewShotPrompt(request), stop: fewShotStops };
}

/** The whole text that goes to the model. */
export function textOfPrompt(prompt: Prompt): string {
  if (prompt.form !== 'chat') return prompt.text;
  return prompt.messages.map(({ role, content }) => `[${role}]\n${content}`).join('\n\n');
}

/** A model's text as a sample for candidates/. Cuts it at stops, because some servers include them or do not support them. */
export function sampleOf(prompt: Prompt, text: string): Sample {
  if (prompt.form === 'chat') return { form: 'reply', text };
  const ends = prompt.stop.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  const own = text.slice(0, Math.min(text.length, ...ends));
  return prompt.lead === undefined ? { form: 'completion', text: own } : { form: 'reply', text: prompt.lead + own };
}
