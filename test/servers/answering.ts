/** A model server that answers with what a function says, as many times as it is asked for. */
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

/** Code as models give it. */
export function fenced(code: string): string {
  return `\`\`\`python\n${code}\n\`\`\``;
}
