/** A model server whose replies come from a function, in the requested number. */
import { type ChatRequest, completion, json, type ModelServer, startServer } from './modelServer.ts';

/** One reply to a request; `turn` counts the replies of the server from 0. */
export type Answer = (request: ChatRequest, turn: number) => string;

export function startAnswering(answer: Answer): Promise<ModelServer> {
  let turn = 0;
  return startServer({
    chat: ({ body }, response) => {
      const texts = Array.from({ length: body.n ?? 1 }, () => answer(body, turn++));
      json(response, 200, completion(body.model, texts));
    },
  });
}

/** Code in a fence, as in a model's reply. */
export function fenced(code: string): string {
  return `\`\`\`python\n${code}\n\`\`\``;
}
