/** A sample's text as a program that holds the function, or why there is none. */

import { dedented, indented, type Line, linesOf } from '../python/lines.ts';
import { bodyOf, ownDescendants, statementsOf, topLevelStatement, within } from '../python/nodes.ts';
import type { Sample } from '../sampling/sampler.ts';
import { type Found, loneDefinition, namedDefinition, type Wanted } from './definition.ts';
import { type Code, readReply } from './reply.ts';
import { parse, type Source, universalNewlines } from './source.ts';
import { isStub } from './stubs.ts';

export interface Reading {
  readonly source: Source;
  readonly found: Found;
  /** `body`: the text had no `def` of its own; `completion`: nor was it to have one. */
  readonly form: 'definition' | 'body' | 'completion';
}

export interface Refused {
  readonly refused: string;
}

/** Characters of code, and fences, that are still read: the parser and the walks over its tree take a second for more. */
const longestCode = 100_000;
const mostFences = 50;
/** Continued lines without code take the parser quadratic time. */
const endless = /(?:\\\n[ \t]*){200}/;
const tooLong = 'holds more code than any function has (100,000 characters)';
const cutShort = 'was cut off before its end';

/** Reads samples for one function; `header` is its `def` up to the colon, as the user has it. */
export class Reader {
  readonly #wanted: Wanted;
  readonly #header: string;
  readonly #sources: Source[] = [];
  #reason: string | undefined;
  #stub: Reading | undefined;

  constructor(wanted: Wanted, header: string) {
    this.#wanted = wanted;
    this.#header = universalNewlines(header);
  }

  /** The nodes of a reading live until `dispose`. */
  read(sample: Sample): Reading | Refused {
    const text = universalNewlines(sample.text);
    const reply = readReply(text);
    if (reply.fences.length === 0 && tooMuch(sample.form === 'completion' ? text : reply.text))
      return { refused: tooLong };
    const continues = sample.form === 'completion' && reply.fences.length === 0 && !this.#defines(text);
    if (continues) return this.#body(text, true) ?? this.#stub ?? { refused: this.#reason ?? this.#none() };
    const all: Code[] = [...reply.fences.slice(0, mostFences), { text: reply.text, cutOff: false }];
    const codes = all.filter((code) => !tooMuch(code.text));
    const named = this.#first(codes, ({ root }) => namedDefinition(root, this.#wanted)) ?? this.#stub;
    if (named) return named;
    if (this.#reason !== undefined) return { refused: this.#reason };
    const lone = this.#first(codes, ({ root, scopes }) => loneDefinition(root, this.#wanted, scopes));
    if (lone) return lone;
    for (const { text: code, cutOff } of codes) {
      const body = cutOff ? undefined : this.#body(code, false);
      if (body) return body;
    }
    const cutOff = reply.unfinished || reply.fences.at(-1)?.cutOff;
    if (codes.length < all.length && this.#stub === undefined) return { refused: tooLong };
    return this.#stub ?? { refused: cutOff ? 'was cut off before its code' : this.#none() };
  }

  dispose(): void {
    for (const source of this.#sources.splice(0)) source[Symbol.dispose]();
  }

  /** The first code that defines the function; one that only repeats its stub is remembered, as is what doesn't parse. */
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
      if (cutOff && !endsWithin(reading)) return { refused: cutShort };
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

  /** The function alone, out of a class or prose that doesn't parse; what is wrong with it is the sample's reason. */
  #excerpt({ broken }: Source, cutOff: boolean): Source | undefined {
    for (const { text, reason } of broken) {
      const lines = linesOf(text);
      const at = lines.findLastIndex((line) => !line.inside && this.#defines(line.text));
      if (at < 0) continue;
      const { indent } = lines[at]!;
      const rest = lines.slice(at + 1);
      const length = rest.findIndex((line) => !line.inside && !line.blank && !line.comment && line.indent <= indent);
      const own = lines.slice(at, length < 0 ? undefined : at + 1 + length);
      const source = parse(dedented(own.map((line) => line.text).join('\n'), indent));
      this.#sources.push(source);
      if (source.broken.length === 0) return source;
      this.#reason ??= cutOff ? cutShort : reason;
    }
    return undefined;
  }

  #defines(text: string): boolean {
    return new RegExp(`^[ \\t]*(?:async[ \\t]+)?def[ \\t]+${this.#wanted.name}[ \\t]*[(\\[]`, 'm').test(text);
  }

  /** The text under the user's `def`. A completion is taken as it is; another text must look like a body. */
  #body(text: string, completion: boolean): Reading | undefined {
    const body = asBody(text);
    if (body === undefined) return undefined;
    const source = parse(`${this.#header}\n${body}`, this.#header.split('\n').length);
    this.#sources.push(source);
    const definition = statementsOf(source.root)[0];
    if (definition?.type !== 'function_definition' || (!completion && source.broken.length > 0)) {
      if (completion) this.#reason = source.broken[0]?.reason;
      return undefined;
    }
    const reading = {
      source,
      found: { definition, name: this.#wanted.name, named: true },
      form: completion ? ('completion' as const) : ('body' as const),
    };
    if (isStub(definition)) this.#stub ??= reading;
    else if (completion || this.#looksLikeBody(reading)) return reading;
    return undefined;
  }

  /** Prose can parse (`Sorry`): a body returns, raises or yields, or at least speaks of a parameter. */
  #looksLikeBody({ source, found }: Reading): boolean {
    const body = bodyOf(found.definition)!;
    for (const node of ownDescendants(found.definition)) {
      if (/^(?:return_statement|raise_statement|yield)$/.test(node.type)) return true;
    }
    const names = new Set(source.scopes.of(found.definition)?.binds);
    const own = this.#wanted.formals.map(({ name }) => name).concat(this.#wanted.receiver ?? []);
    return source.scopes.all.some(({ name, node }) => names.has(name) && own.includes(name) && within(node, body));
  }

  #none(): string {
    return `holds no code that defines ${this.#wanted.name}`;
  }
}

function tooMuch(text: string): boolean {
  return text.length > longestCode || endless.test(text);
}

/** Whether a function in a fence that was never closed is there to its end: code follows it, or nothing could. */
function endsWithin({ source, found }: Reading): boolean {
  const end = topLevelStatement(found.definition).endIndex;
  if (/\S/.test(source.text.slice(end)) || source.broken.some(({ start }) => start >= end)) return true;
  const body = bodyOf(found.definition);
  const last = body?.type === 'block' ? statementsOf(body).at(-1) : undefined;
  return /^(?:return|raise)_statement$/.test(last?.type ?? '') && source.text.endsWith('\n');
}

function commonIndent(lines: readonly Line[]): number {
  const counted = lines.filter((line) => !line.inside && !line.blank).map((line) => line.indent);
  return counted.reduce((least, indent) => Math.min(least, indent), counted[0] ?? 0);
}

/**
 * A text as the block under a `def` at column 0; undefined without code. The first line may lack what the prompt ended
 * with. A line that is indented less ends the block, and what follows counts from column 0 on.
 */
function asBody(text: string): string | undefined {
  const lines = linesOf(text);
  const code = lines.filter((line) => !line.inside && !line.blank && !line.comment);
  const [first, second] = code;
  if (!first) return undefined;
  const opens = /:\s*(?:#.*)?$/.test(first.text);
  const model = second && second.indent > first.indent && !opens ? second : first;
  const { indent } = model;
  const white = /^\s*/.exec(model.text)![0];
  if (indent === 0) return indented(text, '    ');
  const body: string[] = [];
  let within = true;
  let outside = false;
  for (const line of lines) {
    const counts = !line.inside && !line.blank && !line.comment;
    if (line === first) {
      body.push(white + line.text.trimStart());
      continue;
    }
    if (counts && line.indent < indent) {
      within = false;
      outside = line.indent > 0;
    }
    body.push(within || !outside ? line.text : '');
  }
  return body.join('\n');
}
