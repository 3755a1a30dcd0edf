/**
 * The parser, loaded once: tree-sitter and its Python grammar as WebAssembly. The native library of Node's package parses the standard
 * library in 1.6 s instead of 1.9, but needs 2.0 s instead of 1.2 to pass the trees to JavaScript.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Language, Parser, type Tree } from 'web-tree-sitter';

let loading: Promise<Parser> | undefined;
let parser: Parser | undefined;

/** Loads both .wasm files once (from beside the bundle in dist/, else from node_modules). Await before any PythonDocument. */
export async function loadParser(): Promise<void> {
  loading ??= load();
  parser = await loading;
}

async function load(): Promise<Parser> {
  await Parser.init({ locateFile: () => wasm('web-tree-sitter') });
  const python = await Language.load(wasm('tree-sitter-python'));
  return new Parser().setLanguage(python);
}

/** In the bundle `__dirname` is dist/, which contains the files; source files have node_modules above. */
function wasm(name: string): string {
  const start = typeof __dirname === 'string' ? __dirname : import.meta.dirname;
  const beside = path.join(start, `${name}.wasm`);
  if (existsSync(beside)) return beside;
  for (let folder = start; ; folder = path.dirname(folder)) {
    const installed = path.join(folder, 'node_modules', name, `${name}.wasm`);
    if (existsSync(installed)) return installed;
    if (folder === path.dirname(folder))
      throw new Error(`${name}.wasm is missing: run npm run build, or install Assay again.`);
  }
}

/**
 * The grammar's tree, which the caller deletes. `old` is a tree of an earlier text to which every later edit was applied. Nodes return
 * the text of `shown`, which has the same length.
 */
export function grammarTree(text: string, old?: Tree, shown = text): Tree {
  if (!parser) throw new Error('loadParser() must be awaited before Python is parsed.');
  let read = text;
  const tree = parser.parse((index) => read.slice(index), old);
  if (!tree) throw new Error('The Python grammar is not loaded.');
  read = shown;
  return tree;
}

/** Expressions that are one operand of a comparison as they stand. */
const operand =
  /^(?:identifier|none|true|false|ellipsis|integer|float|string|concatenated_string|list|set|dictionary|tuple|call|attribute|subscript|unary_operator|binary_operator|parenthesized_expression|generator_expression|(?:list|set|dictionary)_comprehension)$/;

/** The expression, in parentheses where `f() == …` would read it otherwise: `1, 2`, `a or b`, `x if y else z`. */
export function asOperand(text: string): string {
  const tree = grammarTree(text);
  try {
    const [only] = tree.rootNode.namedChildren;
    const inner = only?.type === 'expression_statement' && only.childCount === 1 ? only.namedChild(0) : null;
    return inner && operand.test(inner.type) ? text : `(${text})`;
  } finally {
    tree.delete();
  }
}

/** Whether a text of one line is exactly one expression. */
export function isExpression(text: string): boolean {
  if (/[\r\n;]/.test(text) || text.trim() === '') return false;
  const tree = grammarTree(`(${text})`);
  try {
    const [statement, ...others] = tree.rootNode.namedChildren;
    const [inner, ...more] = statement?.namedChildren ?? [];
    return (
      !tree.rootNode.hasError &&
      others.length === 0 &&
      more.length === 0 &&
      statement?.type === 'expression_statement' &&
      (inner?.type === 'parenthesized_expression' || inner?.type === 'tuple') &&
      inner.endIndex === text.length + 2
    );
  } finally {
    tree.delete();
  }
}
