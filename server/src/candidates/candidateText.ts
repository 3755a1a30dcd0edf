/** Parses a candidate's text. Blanks parts that do not parse and are not needed, so that lines keep their numbers. */
import type { Node, Tree, TreeCursor } from 'web-tree-sitter';
import { spelledAsNames } from '../python/identifiers.ts';
import { statementsOf } from '../python/nodes.ts';
import { chunksOf } from '../python/pieces.ts';
import { Scopes } from '../python/scopes/scopes.ts';
import { PythonDocument } from '../specification/index.ts';

/** A limit in characters that no reply reaches, even with its reasoning. */
const longest = 1_000_000;
/** CPython's own parser gives up at 200 brackets, and its compiler soon after. Our walks over the tree recurse. */
const deepest = 400;

export class Source implements Disposable {
  readonly text: string;
  readonly root: Node;
  readonly scopes: Scopes;
  /** Parts at column 0 that don't parse. */
  readonly broken: readonly Broken[];
  readonly #document: PythonDocument;

  constructor(document: PythonDocument, broken: readonly Broken[]) {
    this.#document = document;
    this.text = document.text;
    this.root = document.tree.rootNode;
    this.scopes = new Scopes(this.text, this.root);
    this.broken = broken;
  }

  [Symbol.dispose](): void {
    this.#document.dispose();
  }
}

export interface Broken {
  readonly start: number;
  readonly text: string;
  /** `does not parse: line 3`, counted from 1 in the sample's lines. */
  readonly reason: string;
}

/** The reason to refuse a text before reading it, or undefined. */
export function unreadable(text: string): string | undefined {
  if (text.length > longest) return 'is longer than 1 MB';
  if (text.includes('\0')) return 'contains a NUL character, which Python refuses';
  if (!text.isWellFormed()) return 'contains half of a surrogate pair, which is not text';
  return undefined;
}

/** Normalizes line breaks as Python's tokenizer does. */
export function universalNewlines(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

/** Parses a text whose first `added` lines are ours. Leaves out the parts at column 0 that do not parse, and lists them in `broken`. */
export function parse(written: string, added = 0): Source {
  // Python treats several spellings as one name, so we give them one spelling.
  const text = spelledAsNames(written);
  const whole = new PythonDocument('candidate.py', text);
  const mistake = mistakeIn(whole.tree);
  if (!mistake) return new Source(whole, []);
  whole.dispose();
  const broken: Broken[] = [];
  let row = 0;
  const kept = chunksOf(text).map(({ start, end }) => {
    const chunk = { start, text: text.slice(start, end) };
    const first = row;
    row += chunk.text.split('\n').length - 1;
    const found = isProse(chunk.text) ? ({ row: 0, what: 'does not parse' } as const) : mistakeOf(chunk.text);
    if (!found) return chunk.text;
    broken.push({ ...chunk, reason: told(found, first - added) });
    return chunk.text.replace(/[^\n]+/g, '');
  });
  const rest = new PythonDocument('candidate.py', kept.join(''));
  if (!mistakeIn(rest.tree)) return new Source(rest, broken);
  rest.dispose();
  return new Source(new PythonDocument('candidate.py', ''), [{ start: 0, text, reason: told(mistake, -added) }]);
}

const statements = new RegExp(
  '^(?:and|as|assert|async|await|case|class|def|del|elif|else|except|exec|finally|for|from|global|if|import|in|is|' +
    'lambda|match|nonlocal|not|or|pass|print|raise|return|try|type|while|with|yield)\\b',
);

/** Whether two words in a row can't be Python, so that parsing is not needed. */
export function isProse(text: string): boolean {
  const words = /^([A-Za-z]\w*)[ \t]+([A-Za-z]\w*)/.exec(text);
  return words !== null && !statements.test(words[1]!) && !statements.test(words[2]!);
}

interface Mistake {
  readonly row: number;
  readonly what: 'does not parse' | 'is nested too deeply';
}

function told({ row, what }: Mistake, before: number): string {
  return `${what}: line ${Math.max(1, before + row + 1)}`;
}

function mistakeOf(text: string): Mistake | undefined {
  const document = new PythonDocument('candidate.py', text);
  const found = mistakeIn(document.tree);
  document.dispose();
  return found;
}

/** The first place that breaks Python's grammar; tree-sitter's grammar is in part more lenient. */
function mistakeIn(tree: Tree): Mistake | undefined {
  const cursor = tree.walk();
  let depth = 0;
  try {
    for (;;) {
      if (depth > deepest) return { row: cursor.startPosition.row, what: 'is nested too deeply' };
      if (isMistake(cursor)) return { row: firstLeaf(cursor.currentNode).startPosition.row, what: 'does not parse' };
      if (cursor.gotoFirstChild()) {
        depth++;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return undefined;
        depth--;
      }
    }
  } finally {
    cursor.delete();
  }
}

function isMistake(cursor: TreeCursor): boolean {
  if (cursor.nodeIsMissing) return true;
  switch (cursor.nodeType) {
    case 'ERROR':
    case 'print_statement':
    case 'exec_statement':
    case '<>':
      return true;
    case 'block':
      return statementsOf(cursor.currentNode).length === 0 || runTogether(cursor.currentNode);
    case 'module':
      return runTogether(cursor.currentNode);
    default:
      return false;
  }
}

/** `return ximport os`: two statements on one line without a separator. */
function runTogether(block: Node): boolean {
  const statements = statementsOf(block);
  return statements.some((statement, index) => {
    const before = statements[index - 1];
    if (!before || before.endPosition.row !== statement.startPosition.row) return false;
    for (let between = before.nextSibling; between && between.id !== statement.id; between = between.nextSibling) {
      if (between.type === ';') return false;
    }
    return true;
  });
}

/** The first leaf of an error, whose line is reported: the error itself may begin on the line before. */
function firstLeaf(node: Node): Node {
  let at = node;
  for (let child = at.firstChild; child; child = at.firstChild) at = child;
  return at;
}
