/** Describes an error of a model server in one line with a remedy. The line never contains the key. */
import { APIConnectionError, APIConnectionTimeoutError, APIError, OpenAIError } from 'openai';
import type { NextStep, Problem, SettingName } from '../../../protocol/index.ts';
import { openSettings } from '../support/nextStep.ts';
import { printable, shortened } from '../support/printable.ts';
import { OversizedAnswer } from './answerBody.ts';
import { RedirectError, type Server, shownAddress } from './connection.ts';
import { withoutKey } from './keyFor.ts';

/** A reply with status 200 that is not a chat completion. */
export class ReplyError extends Error {
  readonly body: unknown;

  constructor(body: unknown) {
    super('The reply is not a chat completion.');
    this.body = body;
  }
}

/** A stream that ended normally, but with unfinished choices. */
export class UnfinishedStream extends Error {}

const SHOWN = 200;
const MOST_MODELS = 500;
const ADDRESS = 'assay.baseUrl';
/** The terminal has other words for it: `server/src/cli/words.ts`. */
const SET_KEY = 'Run “Assay: Set API Key”.';

type About = Pick<Server, 'baseUrl' | 'key' | 'requestTimeout'> & { readonly model?: string };

/** The line for an error. An unknown error asks the user to report it; the samples before it still count. */
export function problemOf(error: unknown, about: About): Problem {
  const { host } = new URL(about.baseUrl);
  const address = shownAddress(about.baseUrl);
  if (error instanceof ReplyError) return ofReply(error.body, about);
  if (error instanceof SyntaxError)
    return problem(`${address} answered with broken JSON. Check ${ADDRESS} and the server's log.`, 'baseUrl');
  if (error instanceof UnfinishedStream)
    return problem(`${host} ended its answer in the middle. Look at the server's log, then try again.`);
  if (error instanceof OversizedAnswer)
    return problem(
      `${host} answered with more than ${error.size / 1e6} MB, and Assay stopped reading. Check ${ADDRESS} and assay.model.`,
      'baseUrl',
      'model',
    );
  if (error instanceof APIConnectionTimeoutError) {
    return problem(
      `${host} gave no answer within ${about.requestTimeout} s. Try again, raise assay.requestTimeout, or choose a faster model.`,
      'requestTimeout',
    );
  }
  if (error instanceof APIConnectionError || isLostConnection(error)) return ofConnection(error as Error, about);
  if (error instanceof APIError && error.status !== undefined) return ofStatus(error, about);
  // This error was in the answer.
  if (error instanceof APIError)
    return problem(
      `${host} failed: ${shown(error.message, about.key).replace(/\.$/, '')}. Check assay.model, then try again.`,
      'model',
    );
  if (error instanceof OpenAIError)
    return problem(
      `${host}: ${shown(error.message, about.key)}. Check ${ADDRESS} and assay.model.`,
      'baseUrl',
      'model',
    );
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return problem(
    `${host} sent an answer that Assay could not read (${shown(what, about.key)}). Please report it, with the name of the server.`,
  );
}

/** Whether the connection was lost, so that a second attempt often succeeds. */
export function isLostConnection(error: unknown): boolean {
  if (error instanceof APIConnectionTimeoutError || !(error instanceof Error)) return false;
  return causes(error).some(({ code }) => /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(String(code)));
}

function ofConnection(error: Error, { baseUrl, key }: About): Problem {
  const { host, hostname } = new URL(baseUrl);
  const chain = causes(error);
  const redirect = chain.find((one): one is RedirectError => one instanceof RedirectError);
  if (redirect) {
    const whither = redirect.to === undefined ? 'in circles' : `to ${shown(redirect.to, key)}`;
    return problem(
      `${host} redirects ${whither}, and Assay does not follow that. If you trust that address, set ${ADDRESS} to it.`,
      'baseUrl',
    );
  }
  const codes = chain.map(({ code }) => String(code));
  const is = (pattern: RegExp) => codes.find((code) => pattern.test(code));
  if (is(/^ECONNREFUSED$/)) {
    return problem(
      `Nothing answers at ${shownAddress(baseUrl)}. Start the model server, or correct ${ADDRESS}.`,
      'baseUrl',
    );
  }
  if (is(/^(ENOTFOUND|EAI_AGAIN)$/))
    return problem(`No host named ${hostname} is found. Check ${ADDRESS} and the network.`, 'baseUrl');
  if (isLostConnection(error))
    return problem(`${host} closed the connection without a reply. Look at the server's log, then try again.`);
  const certificate = is(/CERT|SELF_SIGNED|UNABLE_TO/);
  if (certificate) {
    return problem(
      `The certificate of ${host} is not trusted (${certificate}). Name your authority's file in NODE_EXTRA_CA_CERTS.`,
    );
  }
  const reason = shown(chain.at(-1)?.message ?? error.message, key);
  return problem(`${host} can't be reached: ${reason}. Check ${ADDRESS}, and that the server is running.`, 'baseUrl');
}

function ofStatus(error: APIError, about: About): Problem {
  const { host } = new URL(about.baseUrl);
  const said = detail(error, about.key);
  const model = about.model === undefined ? 'the model' : `the model '${shown(about.model, about.key)}'`;
  switch (error.status) {
    case 401:
      return {
        error: `${host} ${about.key === undefined ? 'wants an API key' : 'does not take the API key'} (401). ${SET_KEY}`,
        next: { kind: 'setApiKey' },
      };
    case 403:
      return problem(`${host} refuses access (403)${said}. Check that the API key may use ${model}.`);
    case 404: {
      const hint = /\/v1$/.test(new URL(about.baseUrl).pathname) ? '' : ', which usually ends in /v1';
      return problem(
        `${shownAddress(about.baseUrl)} has no such address, or does not have ${model} (404)${said}. Check assay.model and ${ADDRESS}${hint}.`,
        'model',
        'baseUrl',
      );
    }
    case 429:
      return error.code === 'insufficient_quota'
        ? problem(
            `${host} says that the quota is used up (429)${said}. Check the account's plan, or choose another server.`,
          )
        : problem(
            `${host} accepts no more requests for now (429)${said}. Wait a little and synthesize again, or draw fewer samples.`,
          );
    default:
      return error.status! >= 500
        ? problem(`${host} failed (${error.status})${said}. Try again; if it fails again, look at the server's log.`)
        : problem(
            `${host} refused the request (${error.status})${said}. Check assay.model and ${ADDRESS}.`,
            'model',
            'baseUrl',
          );
  }
}

/** The problem of a model that the server does not list, with those that it lists. */
export function unknownModel(models: readonly string[], { baseUrl, key, model = '' }: About): Problem {
  const { host } = new URL(baseUrl);
  const [first] = models;
  const some = models.length === 1 ? `It has ${shown(first!, key)}` : `It has ${models.length} models`;
  return {
    error: `${host} does not have the model '${shown(model, key)}'. ${some}: choose one in assay.model.`,
    next: pickModel(models),
  };
}

/** The step of choosing one of these models. */
export function pickModel(models: readonly string[]): NextStep {
  // A name is shown and set as it is.
  return { kind: 'pickModel', models: models.filter((name) => printable(name) === name).slice(0, MOST_MODELS) };
}

/** Whether the server refuses the request as it is, which may be because of the model. */
export function isRefusal(error: unknown): boolean {
  return error instanceof APIError && (error.status === 400 || error.status === 404);
}

function ofReply(body: unknown, { baseUrl, key, model }: About): Problem {
  const { host } = new URL(baseUrl);
  if (typeof body === 'string') {
    const what = isPage(body) ? 'a web page' : body.trim() === '' ? 'nothing' : 'text';
    return problem(
      `${shownAddress(baseUrl)} answered with ${what} instead of JSON. Check ${ADDRESS}, which usually ends in /v1.`,
      'baseUrl',
    );
  }
  const { choices } = (body ?? {}) as { choices?: unknown };
  if (Array.isArray(choices)) {
    const named = model === undefined ? 'the model' : `'${shown(model, key)}'`;
    return problem(`${host} answered without any choices. Check that ${named} is a chat model, then try again.`);
  }
  return problem(
    `${shownAddress(baseUrl)} does not answer as OpenAI's chat completions do. Check ${ADDRESS}, which usually ends in /v1.`,
    'baseUrl',
  );
}

/** A problem with the settings that its line names, in the same order. */
function problem(error: string, ...settings: readonly SettingName[]): Problem {
  return settings.length === 0 ? { error } : { error, next: openSettings(...settings) };
}

/** `: ` and the server's message, if that is text for people. */
function detail(error: APIError, key: string | undefined): string {
  const body = error.error as { message?: unknown; detail?: unknown } | undefined;
  const said = [body?.message, body?.detail, body].find((one) => typeof one === 'string');
  const text = (said as string | undefined) ?? error.message.replace(/^\d{3} (status code \(no body\))?/, '');
  if (text.trim() === '') return '';
  return isPage(text) ? ' with a web page' : `: ${shown(text, key).replace(/\.$/, '')}`;
}

/** Foreign text in at most 200 printable characters, without the key, which some servers repeat. */
function shown(text: string, key: string | undefined): string {
  return shortened(withoutKey(text, key), SHOWN);
}

function isPage(text: string): boolean {
  return /^\s*<(!doctype|html|head|body|\?xml)/i.test(text);
}

function causes(error: Error): (Error & { code?: unknown })[] {
  const chain: Error[] = [];
  for (let one: unknown = error; one instanceof Error && !chain.includes(one); one = one.cause) {
    chain.push(one);
    // This error collects the errors of all addresses of a name.
    if (one instanceof AggregateError) chain.push(...one.errors.filter((each) => each instanceof Error));
  }
  return chain;
}
