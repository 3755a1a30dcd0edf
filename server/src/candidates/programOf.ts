/** Turns a sample into programs with the user's names. */
import type { Node } from 'web-tree-sitter';
import type { Specification } from '../../../protocol/index.ts';
import { bodyOf, childrenOf, isAsync, ownDescendants } from '../python/nodes.ts';
import type { Sample } from '../sampling/sampler.ts';
import type { PythonDocument } from '../specification/index.ts';
import { called } from './called.ts';
import { unreadable } from './candidateText.ts';
import { Reader, type Reading } from './codeInSample.ts';
import { changedDefaults } from './defaults.ts';
import { ownFormals, type Wanted } from './definition.ts';
import { direct } from './direct.ts';
import { digest } from './key.ts';
import { countOf, fitOf } from './parameters.ts';
import type { Program } from './program.ts';
import { elisionIn, isStub } from './stubs.ts';
import { lesser, type Taking, whole } from './taking.ts';
import { type Parts, Transfer } from './transfer.ts';
import { classOf, targetIn, userFile, wantedFor } from './userFile.ts';

/** The sample's program exactly as in the reply, or the reason why it is refused before it runs. */
export function programOf(
  sample: Sample,
  document: PythonDocument,
  specification: Specification,
): { program: Program } | { refused: string } {
  return read(sample, document, specification, (parts) => {
    const { program, refused } = built(parts, whole);
    return refused === undefined ? { program } : { refused };
  });
}

/** The programs that can be taken from one sample. */
export interface Variants {
  /** Equal for samples that have the same variants. */
  readonly key: string;
  /** Least code first; the first that passes is offered. The last is the whole reply, unless that can't be taken. No two have the same key. */
  readonly programs: readonly [Program, ...Program[]];
}

/** The programs that can be taken from a sample, or the reason why it is refused. Nearly all samples have one program. */
export function variantsOf(
  sample: Sample,
  document: PythonDocument,
  specification: Specification,
): Variants | { refused: string } {
  return read(sample, document, specification, (parts) => {
    const asItIs = built(parts, whole);
    const others = lesser(asItIs.differs).map((taking) => built(parts, taking));
    const all = [...others, asItIs].filter(({ refused }) => refused === undefined).map(({ program }) => program);
    const last = all.at(-1);
    if (!last) return { refused: asItIs.refused! };
    const programs = new Map(all.map((program) => [program.key, program]));
    // A variant with the key of the whole reply does not take less code.
    programs.delete(last.key);
    const [first = last, ...rest] = [...programs.values(), last];
    return { key: digest([first, ...rest].map(({ key }) => key)), programs: [first, ...rest] };
  });
}

type Given = Omit<Parts, 'taking'>;

function read<Result>(
  sample: Sample,
  document: PythonDocument,
  specification: Specification,
  use: (parts: Given) => Result,
): Result | { refused: string } {
  const problem = unreadable(sample.text);
  if (problem !== undefined) return { refused: problem };
  const target = targetIn(document, specification);
  if (!target) return { refused: `has no place: ${specification.target.name} is no longer in the file` };
  const file = userFile(document);
  const wanted = wantedFor(target, specification, file);
  const reader = new Reader(wanted, headerOf(target, document.text));
  try {
    const reading = reader.read(sample);
    if ('refused' in reading) return reading;
    const refused = refusalOf(reading, wanted, target);
    if (refused !== undefined) return { refused };
    return use({ reading, wanted, target, file, specification });
  } finally {
    reader.dispose();
  }
}

interface Built {
  readonly program: Program;
  readonly differs: ReadonlySet<keyof Taking>;
  /** The reason why it can't be taken. */
  readonly refused?: string;
}

/** Builds the program for a taking; `differs` says where less or more could be taken. */
function built(parts: Given, taking: Taking): Built {
  const straight = new Transfer({ ...parts, taking });
  const program = direct(straight);
  const calling = program ? straight : new Transfer({ ...parts, taking });
  const notes = changedDefaults(straight);
  const made = program ?? called(calling);
  return {
    program: { ...made, ...(notes.length > 0 && { notes }) },
    differs: new Set([...straight.differs, ...calling.differs]),
    ...(calling.refused !== undefined && { refused: calling.refused }),
  };
}

function refusalOf({ found, form }: Reading, wanted: Wanted, target: Node): string | undefined {
  const { definition, branches } = found;
  if (isStub(definition)) return 'only restates the stub';
  const elided = elisionIn(branches?.statement ?? definition);
  if (elided !== undefined) return `leaves code out: ${elided.split('\n')[0]!.slice(0, 80)}`;
  if (!isAsync(target) && (branches?.definitions ?? [definition]).some(awaits))
    return `awaits, but ${wanted.name} is not async`;
  if (branches && found.owner && classOf(target)) return `defines ${wanted.name} only in a branch of its class`;
  if (branches?.definitions.some((one) => isAsync(one) !== isAsync(target)))
    return `defines ${wanted.name} in branches, and there it is ${isAsync(target) ? 'not async' : 'async'}`;
  if (form !== 'definition') return undefined;
  const { formals } = ownFormals(found, wanted);
  if (fitOf(wanted.formals, formals).how !== 'misfit') return undefined;
  return `takes ${countOf(formals)}, but ${wanted.name} takes ${countOf(wanted.formals)}`;
}

/** Whether the function itself has `await`, `async for` or `async with`. */
function awaits(definition: Node): boolean {
  const body = bodyOf(definition);
  if (!body) return false;
  for (const node of [body, ...ownDescendants(body)]) {
    if (node.type === 'await') return true;
    if (/^(?:for_statement|with_statement|for_in_clause)$/.test(node.type) && node.child(0)?.type === 'async')
      return true;
  }
  return false;
}

/** The function's `def` up to the colon. */
function headerOf(target: Node, text: string): string {
  const body = bodyOf(target);
  const colon = childrenOf(target).findLast(
    (child) => child.type === ':' && (!body || child.startIndex <= body.startIndex),
  );
  return text.slice(target.startIndex, colon?.endIndex ?? target.endIndex);
}
