/** The words of the client and of its page: each goes through `l10n`, and each is there in German. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import german from '../../l10n/bundle.l10n.de.json' with { type: 'json' };
import manifestsGerman from '../../package.nls.de.json' with { type: 'json' };
import manifestsEnglish from '../../package.nls.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '..', '..');

/** A node of the syntax tree, as far as it is read here. */
interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

const sources = ['client', 'webview'].flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = `${folder}/${name}`;
      return { file, tree: parseAst(readFileSync(path.join(root, file), 'utf8'), { lang: 'ts' }) as unknown as Node };
    }),
);

/** The node and all nodes in it, but for what is in nodes that `isLeftOut` names. */
function* within(node: unknown, isLeftOut: (node: Node) => boolean = () => false): Generator<Node> {
  if (Array.isArray(node)) for (const one of node) yield* within(one, isLeftOut);
  else if (isNode(node) && !isLeftOut(node)) {
    yield node;
    for (const part of Object.values(node)) yield* within(part, isLeftOut);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function nameOf(callee: Node): string {
  const { name, property } = callee as { name?: string; property?: Node };
  return name ?? (property ? nameOf(property) : '');
}

function isCallOf(names: RegExp, node: Node): boolean {
  return node.type === 'CallExpression' && names.test(nameOf(node.callee as Node));
}

const isTranslated = (node: Node) => isCallOf(/^t$/, node);

/** A literal's text, with a NUL for each value that is put into it. */
function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('\0');
}

const messages = sources.flatMap(({ file, tree }) =>
  [...within(tree)].filter(isTranslated).map((call) => ({ file, text: textOf((call.arguments as Node[])[0]) })),
);

/** A text without icons and without names, which are the same in every language. */
function withoutNames(text: string): string {
  return text.replaceAll(/\$\([\w~-]+\)|\bAssay\b|\bVS Code\b/g, '');
}

/** Literals in a part of the tree that hold words, but for those that go through `l10n`. */
function wordsIn(part: unknown, isLeftOut: (node: Node) => boolean = () => false): string[] {
  // What is compared is not shown.
  const isApart = (node: Node) =>
    isTranslated(node) ||
    node.type === 'ImportDeclaration' ||
    (node.type === 'BinaryExpression' && node.operator !== '+') ||
    isLeftOut(node);
  return [...within(part, isApart)].flatMap((node) => textOf(node) ?? []);
}

describe('the words of client and page', () => {
  it('are literals where they are translated', () => {
    expect(messages.filter(({ text }) => text === undefined || text.includes('\0'))).toEqual([]);
    expect(messages.length).toBeGreaterThan(150);
  });

  it('are all there in German, and no others', () => {
    expect(Object.keys(german).toSorted()).toEqual([...new Set(messages.map(({ text }) => text!))].toSorted());
  });

  it('have the same places for values in German', () => {
    const places = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).toSorted();
    for (const [english, words] of Object.entries(german))
      expect([english, places(words)]).toEqual([english, places(english)]);
  });

  it('name commands as the manifest does', () => {
    const words = german as Readonly<Record<string, string>>;
    const shared = Object.entries(manifestsEnglish).filter(([, text]) => words[text] !== undefined);
    expect(shared.length).toBeGreaterThan(5);
    for (const [key, text] of shared)
      expect([text, words[text]]).toEqual([text, manifestsGerman[key as keyof typeof manifestsGerman]]);
  });

  it('go through l10n in messages, lists, inputs and buttons', () => {
    const shows = /^show(?:InformationMessage|WarningMessage|ErrorMessage|QuickPick|InputBox)$/;
    const isPropertyOf = (names: RegExp, { type, key }: Node) => type === 'Property' && names.test(nameOf(key as Node));
    const seen = /^(?:title|label|description|detail|prompt|placeHolder|hoverMessage|invocationMessage|justification)$/;
    const left = sources.flatMap(({ file, tree }) =>
      [...within(tree)]
        .flatMap((node) => (isCallOf(shows, node) ? node.arguments : isPropertyOf(seen, node) ? node.value : []))
        .flatMap((part) => wordsIn(part, (node) => isPropertyOf(/^value$/, node)))
        .filter((text) => /[A-Za-z]{2}/.test(withoutNames(text)))
        .map((text) => `${file}: ${text}`),
    );
    expect(left).toEqual([]);
  });

  it('go through l10n in the markup of the page', () => {
    const left = sources.flatMap(({ file, tree }) =>
      [...within(tree)]
        .filter(({ type, tag }) => type === 'TaggedTemplateExpression' && /^(?:html|svg)$/.test(nameOf(tag as Node)))
        .map(({ quasi }) => textOf(quasi as Node)!)
        .filter((text) => /(?:title|aria-label)="/.test(text) || /[A-Za-z]{3}/.test(text.replaceAll(/<[^>]*>/g, '')))
        .map((text) => `${file}: ${text}`),
    );
    expect(left).toEqual([]);
  });

  it('go through l10n wherever a literal reads as a sentence', () => {
    const left = sources.flatMap(({ file, tree }) =>
      wordsIn(tree, (node) => isCallOf(/^info$/, node))
        .filter((text) => /^[A-Z“][\w’']* \S/.test(text) && /[a-z]{2}/.test(withoutNames(text)))
        .map((text) => `${file}: ${text}`),
    );
    expect(left).toEqual([]);
  });
});
