/** Chooses the code in a sample, among its fences and its other text, that defines the function; or finds the reason why there is none. */

import { nameFrom } from '../python/identifiers.ts';
import { dedented } from '../python/indentation.ts';
import { beginsStatement, type Line, linesOf } from '../python/lines.ts';
import { bodyOf, ownDescendants, statementsOf } from '../python/nodes.ts';
import type { Sample } from '../sampling/sampler.ts';
import { asBody } from './bodyText.ts';
import { parse, type Source, universalNewlines } from './candidateText.ts';
import { conditionalDefinition } from './conditional.ts';
import { type Found, loneDefinition, namedDefinition, type Wanted } from './definition.ts';
import { beforeEndToken } from './endTokens.ts';
import { type Code, type Reply, readReply } from './reply.ts';
import { isStub } from './stubs.ts';
import { isWhole } from './whole.ts';

export interface Reading {
  readonly source: Source;
  readonly found: Found;
  /** `body`: the text lacks the `def`. `completion`: it lacks the `def` because it continues the prompt. */
  readonly form: 'definition' | 'body' | 'completion';
}

export interface Refused {
  readonly refused: string;
}

/** The limits of code in characters, and of fences: beyond them, the parser and the walks over its tree take a second. */
const longestCode = 100_000;
const mostFences = 50;
/** The parser takes quadratic time for continued lines without code. */
const endless = /(?:\\\n[ \t]*){200}/;
const tooLong = 'contains more than 100,000 characters of code';
const cutShort = 'was cut off before its end';

/** Reads samples for one function; `header` is the user's `def` up to the colon. */
export class Reader {
  readonly #wanted: Wanted;
  readonly #header: string;
  readonly #definition: RegExp;
  readonly #sources: Source[] = [];
  #reason: string | undefined;
  #stub: Reading | undefined;

  constructor(wanted: Wanted, header: string) {
    this.#wanted = wanted;
    this.#definition = new RegExp(`^[ \\t]*(?:async[ \\t]+)?def[ \\t]+${wanted.name}[ \\t]*[(\\[]`, 'm');
    this.#header = universalNewlines(header);
  }

  /** The nodes of a reading live until `dispose`. */
  read(sample: Sample): Reading | Refused {
    const raw = universalNewlines(sample.text);
    const text = sample.form === 'reply' ? raw : beforeEndToken(raw);
    const reply = readReply(text);
    if (reply.fences.length === 0 && tooMuch(sample.form === 'completion' ? text : reply.text))
      return { refused: tooLong };
    if (sample.form === 'completion' && !this.#defines(text)) {
      const continued = this.#continued(text, reply);
      if (continued) return continued;
    }
    const all = this.#codesOf(sample, reply);
    const codes = all.filter((code) => !tooMuch(code.text));
    const named =
      this.#first(
        codes,
        ({ root }) => namedDefinition(root, this.#wanted) ?? conditionalDefinition(root, this.#wanted),
      ) ?? this.#stub;
    if (named) return named;
    if (this.#reason !== undefined) return { refused: this.#reason };
    const lone = this.#first(codes, ({ root, scopes }) => loneDefinition(root, this.#wanted, scopes));
    if (lone) return lone;
    for (const { text: code, cutOff } of codes) {
      const body = this.#body(code, { form: 'body', whole: true, likely: true });
      if (body && (!cutOff || isWhole(body.source, body.found.definition))) return body;
    }
    const cutOff = reply.unfinished || reply.fences.at(-1)?.cutOff;
    if (codes.length < all.length && this.#stub === undefined) return { refused: tooLong };
    return this.#stub ?? { refused: cutOff ? 'was cut off before its code' : this.#none() };
  }

  /** Reads a text that continues the prompt; undefined where it is a chat reply. Its code may end at a fence. */
  #continued(text: string, { fences, before }: Reply): Reading | Refused | undefined {
    if (fences.length === 0) {
      const body = this.#body(text, { form: 'completion', whole: false, likely: false });
      return body ?? this.#stub ?? { refused: this.#reason ?? this.#none() };
    }
    if (tooMuch(text)) return undefined;
    // A line that looks like a fence may be in a string.
    const whole = this.#body(text, { form: 'completion', whole: true, likely: true });
    return whole ?? this.#body(before, { form: 'completion', whole: false, likely: true });
  }

  /** The parts that may be code, the likeliest first. */
  #codesOf({ form }: Sample, { fences, before, text }: Reply): Code[] {
    const codes = fences.slice(0, mostFences).map((code) => ({ ...code, text: beforeEndToken(code.text) }));
    // Prose may mention such a token.
    const whole = { text: beforeEndToken(text, Math.max(0, text.search(this.#definition))), cutOff: false };
    if (fences.length === 0) return [whole];
    const first = { text: before, cutOff: false };
    return form === 'completion' && this.#defines(before) ? [first, ...codes, whole] : [...codes, whole, first];
  }

  dispose(): void {
    for (const source of this.#sources.splice(0)) source[Symbol.dispose]();
  }

  /** The first code that defines the function. It remembers code that only repeats the stub, and code that does not parse. */
  #first(codes: readonly Code[], find: (source: Source) => Found | undefined): Reading | Refused | undefined {
    for (const { text, cutOff } of codes) {
      const source = this.#parsed(text);
      let found = find(source);
      let place = source;
      if (!found) {
        const excerpt = this.#excerpt(source, cutOff);
        if (excerpt) [place, found] = [excerpt, find(excerpt)];
      }
      if (!found) continue;
      const reading = { source: place, found, form: 'definition' as const };
      if (cutOff && !isWhole(place, found.definition)) return { refused: cutShort };
      if (!isStub(found.definition)) return reading;
      this.#stub ??= reading;
    }
    return undefined;
  }

  readonly #parsedTexts = new Map<string, Source>();

  #parsed(text: string): Source {
    const known = this.#parsedTexts.get(text);
    if (known) return known;
    const source = parse(dedented(text, commonIndent(linesOf(text))));
    this.#sources.push(source);
    this.#parsedTexts.set(text, source);
    return source;
  }

  /** The function alone, from a class or prose that does not parse. Its mistake becomes the sample's reason. */
  #excerpt({ broken }: Source, cutOff: boolean): Source | undefined {
    for (const { text, reason } of broken) {
      const lines = linesOf(text);
      const at = lines.findLastIndex((line) => !line.inside && this.#defines(line.text));
      if (at < 0) continue;
      const { indent } = lines[at]!;
      const rest = lines.slice(at + 1);
      const length = rest.findIndex((line) => beginsStatement(line) && line.indent <= indent);
      const own = lines.slice(at, length < 0 ? undefined : at + 1 + length);
      const source = parse(dedented(own.map((line) => line.text).join('\n'), indent));
      this.#sources.push(source);
      if (source.broken.length === 0) return source;
      this.#reason ??= cutOff ? cutShort : reason;
    }
    return undefined;
  }

  #defines(text: string): boolean {
    return this.#definition.test(nameFrom(text));
  }

  /** Reads the text as the body of the user's `def`. `whole`: all of it must parse; `likely`: it must look like a body. */
  #body(
    text: string,
    { form, whole, likely }: { form: 'body' | 'completion'; whole: boolean; likely: boolean },
  ): Reading | undefined {
    const body = asBody(text, whole ? 'is a mistake' : 'ends it');
    if (body === undefined) return undefined;
    const source = parse(`${this.#header}\n${body}`, this.#header.split('\n').length);
    this.#sources.push(source);
    const definition = statementsOf(source.root)[0];
    if (definition?.type !== 'function_definition' || (whole && source.broken.length > 0)) {
      if (!likely) this.#reason = source.broken[0]?.reason;
      return undefined;
    }
    const reading = { source, found: { definition, name: this.#wanted.name, named: true }, form };
    if (isStub(definition)) this.#stub ??= reading;
    else if (!likely || this.#looksLikeBody(reading)) return reading;
    return undefined;
  }

  /** Prose can parse (`Sorry`), so a body must return, raise or yield, or at least use a parameter. */
  #looksLikeBody({ source, found }: Reading): boolean {
    const body = bodyOf(found.definition)!;
    const scope = source.scopes.of(found.definition)!;
    for (const node of ownDescendants(found.definition)) {
      if (/^(?:return_statement|raise_statement|yield)$/.test(node.type)) return true;
    }
    const own = this.#wanted.formals.map(({ name }) => name).concat(this.#wanted.receiver ?? []);
    const { scopes } = source;
    return scopes.within(body).some((one) => own.includes(one.name) && scopes.owner(one) === scope);
  }

  #none(): string {
    return `contains no code that defines ${this.#wanted.name}`;
  }
}

function tooMuch(text: string): boolean {
  return text.length > longestCode || endless.test(text);
}

function commonIndent(lines: readonly Line[]): number {
  const counted = lines.filter((line) => !line.inside && !line.blank).map((line) => line.indent);
  return counted.reduce((least, indent) => Math.min(least, indent), counted[0] ?? 0);
}
