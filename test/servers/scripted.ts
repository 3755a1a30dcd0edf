/** A model server that has its own list of replies for each function. */
import { completion, json, type ModelServer, startServer } from './modelServer.ts';

export type Script = Readonly<Record<string, readonly string[]>>;

/** The function that a prompt asks for: its `def` is in the block after "Write this function". */
export function askedFor(prompt: string): string | undefined {
  const [, after = ''] = /Write this (?:function|method)([\s\S]*)/.exec(prompt) ?? [];
  return /def (\w+)\(/.exec(after)?.[1];
}

/** Starts the server. It answers with an error for a function without replies. */
export function startScripted(script: Script): Promise<ModelServer> {
  const turns = new Map<string, number>();
  return startServer({
    chat: ({ body }, response) => {
      const name = askedFor(body.messages.map(({ content }) => content).join('\n')) ?? '';
      const replies = script[name];
      if (!replies) return json(response, 500, { error: { message: `nothing is known of ${name}` } });
      const next = () => {
        const turn = turns.get(name) ?? 0;
        turns.set(name, turn + 1);
        return `\`\`\`python\n${replies[turn % replies.length]!}\n\`\`\``;
      };
      json(response, 200, completion(body.model, Array.from({ length: body.n ?? 1 }, next)));
    },
  });
}
