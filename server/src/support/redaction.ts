/** Removes the user's secrets and names from text that goes to a model or to the disk. */
import { hostname, userInfo } from 'node:os';
import path from 'node:path';
import type { Specification } from '../../../protocol/index.ts';

export interface Redactor {
  /**
   * For values, messages and traces: replaces the values of environment variables, the home directory, the user's name and the
   * machine's name by placeholders such as `<HOME>`.
   */
  readonly values: (text: string) => string;
  /** For code and replies: replaces secrets only, so that an ordinary word never changes them. */
  readonly code: (text: string) => string;
  /** Adds a secret, such as a key from the editor's storage. */
  add(secret: string, name: string): void;
}

export interface Machine {
  readonly home: string;
  readonly user: string;
  readonly host: string;
}

/** Names of variables that contain secrets; a long mixed value is a secret under any name. */
const secretName =
  /(?:^|_|API)KEYS?(?:_|$)|TOKEN|SECRET|PASS(?:WORD|WD|PHRASE)?(?:_|$)|PWD|CREDENTIAL|(?:^|_)AUTH(?:_|$)|COOKIE|PRIVATE|DSN(?:_|$)|WEBHOOK/i;
/** Shorter secrets are placeholders such as `ollama`, or words, and are only removed from values. */
const SHORTEST_SECRET = 8;
const SHORTEST_VALUE = 4;

/** Ordinary values, which identify no person. */
const plain =
  /^(?:true|false|none|null|yes|no|on|off|auto|never|always|default|dumb|\d{1,9}|\d\.\d+|[\w.-]*UTF-?8|C|POSIX|xterm.*|linux|truecolor|utf-?8)$/i;

/** Variables whose values name a person or their belongings, even if the value is an ordinary word. */
const tellingName =
  /USER|NAME|HOST|LOGIN|MAIL|AUTHOR|PERSON|COMPANY|ORG|TEAM|TENANT|CLIENT|CUSTOMER|PROJECT|ACCOUNT|PROFILE|DOMAIN/i;
/** `production`, `wayland`, `emacs`: a program may return such a word, and the model must see it unchanged. */
const word = /^\p{L}{1,16}$/u;

export function redactorOf(
  environment: Readonly<Record<string, string | undefined>>,
  machine: Machine = thisMachine(),
): Redactor {
  const entries = Object.entries(environment).flatMap(([name, value]) => {
    const text = value?.trim();
    return text ? [[name, text] as const] : [];
  });
  const secrets = entries.filter(([name, value]) => isSecret(name, value));
  const others = entries
    .filter(([name, value]) => !isSecret(name, value) && value.length >= SHORTEST_VALUE && !plain.test(value))
    .filter(([name, value]) => !word.test(value) || tellingName.test(name) || secretName.test(name))
    // In PATH and similar variables, each part is as private as the whole.
    .flatMap(([name, value]) => value.split(path.delimiter).map((part) => [name, part.trim()] as const))
    .filter(([, part]) => part.length >= SHORTEST_VALUE && !plain.test(part) && !isShared(part));
  const own = (
    [
      ['HOME', machine.home],
      ['USER', machine.user],
      ['HOST', machine.host],
    ] as const
  ).filter(([, value]) => value.length > 1);
  const secretRules = rules(secrets, false);
  const valueRules = rules([...others, ...own], true);
  return {
    code: (text) => apply(secretRules, text),
    values: (text) => apply(valueRules, apply(secretRules, text)),
    add(secret, name) {
      if (secret.length >= SHORTEST_SECRET) secretRules.unshift(...rules([[name, secret]], false));
    },
  };
}

interface Rule {
  readonly name: string;
  readonly value: string;
  readonly pattern: RegExp;
}

/** The rules, longest value first, so that replacing a part never leaves the rest of a longer value. */
function rules(entries: readonly (readonly [name: string, value: string])[], whole: boolean): Rule[] {
  const forms = entries.flatMap(([name, value]) =>
    // The plain value, its form in Python's repr and in JSON, and its form in an address.
    [
      ...new Set([
        value,
        value.replace(/['\\]/g, '\\$&'),
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value),
      ]),
    ].map((form) => ({
      name,
      form,
    })),
  );
  return forms
    .sort((a, b) => b.form.length - a.form.length)
    .map(({ name, form }) => {
      const escaped = form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      const before = whole && /^\w/.test(form) ? '(?<![\\p{L}\\d_])' : '';
      const after = whole && /\w$/.test(form) ? '(?![\\p{L}\\d_])' : '';
      return { name, value: form, pattern: new RegExp(before + escaped + after, 'gu') };
    });
}

function apply(all: readonly Rule[], text: string): string {
  let redacted = text;
  for (const { name, value, pattern } of all) {
    if (redacted.includes(value)) redacted = redacted.replace(pattern, () => `<${name}>`);
  }
  return redacted;
}

function isSecret(name: string, value: string): boolean {
  if (value.length < SHORTEST_SECRET || /^[./~]|^[A-Z]:\\/i.test(value)) return false;
  if (secretName.test(name)) return !plain.test(value);
  // A password in an address, or a long sequence of mixed letters and digits.
  if (/^\w+:\/\/[^/\s]*:[^/\s]+@/.test(value)) return true;
  return /^[\w+/=.-]{20,}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value);
}

/** Folders that every machine has. */
function isShared(part: string): boolean {
  return /^\/(?:usr|bin|sbin|lib|etc|opt|tmp|var|dev|proc|sys|run|snap|System|Library|Applications)\b/.test(part);
}

function thisMachine(): Machine {
  const { homedir, username } = ownUser();
  return { home: homedir, user: username, host: hostname() };
}

function ownUser(): { homedir: string; username: string } {
  try {
    return userInfo();
  } catch {
    // A container's user may have no entry in the system's list, and then has no name to hide.
    return { homedir: process.env.HOME ?? '', username: process.env.USER ?? '' };
  }
}

/** A specification without secrets, for a model. */
export function withoutSecrets(specification: Specification, { code }: Redactor): Specification {
  const { target, examples, context } = specification;
  const { docstring, source, signature } = target;
  return {
    ...specification,
    target: {
      ...target,
      source: code(source),
      signature: code(signature),
      ...(docstring !== undefined && { docstring: code(docstring) }),
    },
    examples: examples.map((example) => ({ ...example, source: code(example.source) })),
    context: code(context),
  };
}
