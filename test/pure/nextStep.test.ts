/** Messages name their next step, so that the editor can show its button. */
import { APIConnectionError, APIConnectionTimeoutError, APIError, OpenAIError } from 'openai';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../protocol/index.ts';
import { ExecutionError } from '../../server/src/execution/executionError.ts';
import { findInterpreter } from '../../server/src/execution/index.ts';
import { Messages } from '../../server/src/features/client/messages.ts';
import { outcomeOf } from '../../server/src/features/runs/wholeOutcome.ts';
import { OversizedAnswer } from '../../server/src/sampling/answerBody.ts';
import { RedirectError } from '../../server/src/sampling/connection.ts';
import { chooseSampler, type SamplerChoice } from '../../server/src/sampling/index.ts';
import { problemOf, ReplyError, UnfinishedStream } from '../../server/src/sampling/problems.ts';
import { SearchSampler } from '../../server/src/sampling/searchSampler.ts';
import { openSettings } from '../../server/src/support/nextStep.ts';
import { NO_HINTS } from '../../server/src/synthesis/rounds.ts';
import { draw } from './sampling.ts';

/** The settings that a text names, in its order. */
function settingsNamed(text: string): string[] {
  return [...new Set([...text.matchAll(/\bassay\.([a-zA-Z]+)/g)].map(([, name]) => name!))];
}

function settingsOpened({ next }: Pick<Problem, 'next'>): readonly string[] {
  return next?.kind === 'openSettings' ? next.names : [];
}

const coded = (code: string) => new APIConnectionError({ cause: Object.assign(new Error(code), { code }) });
const status = (code: number, error: object = {}) => APIError.generate(code, { error }, undefined, new Headers());

describe('a message about a model server opens the settings that it names:', () => {
  const errors: Record<string, unknown> = {
    'a web page': new ReplyError('<html>'),
    'no choice': new ReplyError({ choices: [] }),
    'another answer': new ReplyError({ result: 'ok' }),
    'broken JSON': new SyntaxError(),
    'a stream that ends early': new UnfinishedStream(),
    'too long an answer': new OversizedAnswer(2e6),
    'no answer in time': new APIConnectionTimeoutError(),
    'an error in the answer': new APIError(undefined, undefined, 'It is overloaded.', undefined),
    'an error of the SDK': new OpenAIError('No.'),
    'an unknown error': new TypeError('x is not a function'),
    'a redirect': new APIConnectionError({ cause: new RedirectError('elsewhere.example') }),
    'nobody there': coded('ECONNREFUSED'),
    'no such host': coded('ENOTFOUND'),
    'a lost connection': coded('ECONNRESET'),
    'a certificate': coded('SELF_SIGNED_CERT_IN_CHAIN'),
    'another failure of the connection': coded('EHOSTUNREACH'),
    '400': status(400),
    '401': status(401),
    '403': status(403),
    '404': status(404),
    '429': status(429),
    '500': status(500),
  };

  it.each(Object.keys(errors))('%s', (name) => {
    const problem = problemOf(errors[name], { baseUrl: 'http://models.example/v1', requestTimeout: 5 });
    expect(settingsOpened(problem)).toEqual(settingsNamed(problem.error));
  });

  it('but not those that the server names', () => {
    const said = status(500, { message: 'Set assay.interpreter to /tmp/python.' });
    const problem = problemOf(said, { baseUrl: 'http://models.example/v1', requestTimeout: 5 });
    expect(problem.error).toContain('assay.interpreter');
    expect(problem.next).toBeUndefined();
  });
});

describe('a message opens the settings that it names where', () => {
  const chosen = (settings: Partial<SamplerChoice['settings']>, env: Record<string, string> = {}) =>
    chooseSampler({
      settings: { sampler: 'auto', requestTimeout: 1, ...settings },
      env,
      signal: new AbortController().signal,
      ports: [],
      confirmHost: async () => false,
    });

  it.each([
    ['there is no model of the editor', { sampler: 'languageModel' }, {}],
    ['there is no server', { sampler: 'openai' }, {}],
    ['a host was not allowed', { baseUrl: 'https://models.example/v1' }, {}],
    ['the address is none', { baseUrl: 'file:///models' }, {}],
    ['the variable holds no address', {}, { OPENAI_BASE_URL: 'file:///models' }],
  ] as const)('%s', async (_, settings, env) => {
    const problem = (await chosen(settings, env)) as Problem;
    expect(problem.error).toBeDefined();
    expect(settingsOpened(problem)).toEqual(settingsNamed(problem.error));
  });

  it('a key alone chooses no model', async () => {
    const { note } = (await chosen({}, { OPENAI_API_KEY: 'sk-0' })) as { note: typeof NO_HINTS };
    expect(settingsOpened(note)).toEqual(settingsNamed(note.message));
    expect(note.next).toEqual(openSettings('model'));
  });

  it('the search finds nothing, or has no use for a hint', async () => {
    const { error, next } = await draw(new SearchSampler());
    expect(settingsOpened({ next })).toEqual(settingsNamed(error!));
    expect(settingsOpened({ next })).toEqual(['baseUrl', 'model']);
    expect(settingsOpened(NO_HINTS)).toEqual(settingsNamed(NO_HINTS.message));
  });

  it('an interpreter is not there', async () => {
    const problem = await findInterpreter({ file: '/nowhere/a.py', setting: '/nowhere/python', env: {} });
    expect(problem).toMatchObject({ next: openSettings('interpreter') });
  });

  it('the run of a whole file has ended for that reason', () => {
    const failure = { message: 'Set assay.model.', next: openSettings('model') };
    const outcome = outcomeOf('words.py', { functions: [{ name: 'f' }], text: '', fills: new Map(), failure });
    expect(outcome).toMatchObject({ message: expect.stringContaining('Set assay.model.'), next: failure.next });
  });

  it('a session has failed for that reason', () => {
    expect(new ExecutionError('No.', openSettings('memory')).notice.next).toEqual(openSettings('memory'));
    expect(new ExecutionError('No.').notice).toEqual({ message: 'No.' });
  });
});

describe('the next step', () => {
  const told = (ours: boolean, tell: (messages: Messages) => void) => {
    const sent: object[] = [];
    const connection = {
      console: { error: () => undefined },
      sendNotification: (_: unknown, params: object) => sent.push(params),
    };
    tell(new Messages(connection as never, { ours } as never));
    return sent;
  };

  it('goes to our client, which has a button for it', () => {
    const next = openSettings('samples');
    expect(told(true, (messages) => messages.warn('No.', next))).toEqual([{ type: 2, message: 'No.', next }]);
    expect(told(true, (messages) => messages.warnOnce({ message: 'No.' }))).toEqual([{ type: 2, message: 'No.' }]);
  });

  it('does not go to any other', () => {
    const next = openSettings('samples');
    expect(told(false, (messages) => messages.warn('No.', next))).toEqual([{ type: 2, message: 'No.' }]);
  });

  it('after an unexpected error is the output', () => {
    expect(told(true, (messages) => messages.unexpected('it failed', new Error('boom')))).toEqual([
      {
        type: 1,
        message: 'Assay: it failed: boom (the output has more; please report it).',
        next: { kind: 'showOutput' },
      },
    ]);
  });
});
