import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import { agentCalls } from '../../protocol/agents.ts';
import { calls } from '../../server/src/agents/index.ts';

describe('package.json', () => {
  it('offers the agents’ calls as tools with their own words and arguments', () => {
    const { languageModelTools: tools } = manifest.contributes;
    expect(tools.map(({ name }) => name)).toEqual(agentCalls.map((name) => `assay_${name}`));
    for (const { name, displayName, modelDescription, inputSchema } of tools) {
      const call = calls[name.replace('assay_', '') as keyof typeof calls];
      const { $schema: _, ...schema } = z.toJSONSchema(call.input, { target: 'draft-7', io: 'input' });
      expect({ displayName, modelDescription }).toEqual({
        displayName: `Assay: ${call.title}`,
        modelDescription: call.description,
      });
      expect(inputSchema).toEqual(schema);
    }
  });

  it('has a command in the chat for each', () => {
    const [participant] = manifest.contributes.chatParticipants;
    expect(participant!.commands.map(({ name }) => name).sort()).toEqual([...agentCalls].sort());
  });
});
