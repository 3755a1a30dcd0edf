/** Schemas for the frames that Node reads from processes of the runner: the types of wire.ts. An unknown key does no harm and is ignored. */
import * as z from 'zod';
import type { Sandbox } from '../../../protocol/index.ts';
import { shortened } from '../support/printable.ts';
import type { RawVerdict, TracedLine } from './outcome.ts';
import type { Mode } from './runnerProcess.ts';
import type { FromHost, FromParent, FromRunner, Output } from './wire.ts';

/** A schema of exactly this type: both accept the same values. */
export const of =
  <T>() =>
  <S extends z.ZodType<T>>(schema: [T] extends [z.output<S>] ? S : never): z.ZodType<T> =>
    schema;

const text = z.string();
const number = z.number();
const whole = z.int();
const list = <S extends z.ZodType>(one: S) => z.array(one).readonly();
const byName = <S extends z.ZodType>(one: S) => z.record(text, one).readonly();
const texts = list(text);
const op = <Op extends string>(name: Op) => z.literal(name);

const sandbox = of<Sandbox>()(
  z.object({
    tier: z.enum(['full', 'partial', 'limits', 'none', 'not probed']),
    holds: texts.optional(),
    probes: list(z.object({ withheld: text, tried: text, refused: z.boolean() })).optional(),
    reason: text.optional(),
  }),
);
const line = of<TracedLine>()(
  z.object({ line: whole, text, values: list(z.tuple([text, text]).readonly()), ended: text.optional() }),
);
const verdict = of<RawVerdict>()(
  z.object({
    example: whole,
    status: z.enum(['pass', 'fail', 'error', 'timeout', 'blocked', 'notRun']),
    expected: text.optional(),
    actual: text.optional(),
    message: text.optional(),
    apart: texts.optional(),
    changed: texts.optional(),
    orderDependent: z.boolean().optional(),
    unreached: z.boolean().optional(),
    integrity: z.enum(['confined', 'boundary', 'in-process']).optional(),
    ms: number,
    cpu: number.optional(),
    reached: z.boolean().optional(),
    reachedBack: z.boolean().optional(),
    trace: list(line).optional(),
  }),
);
const kind = z.enum(['assert', 'try', 'with', 'doctest', 'pytest', 'unittest']);
const reason = z.tuple([whole, text]).readonly();
const example = z.tuple([text, whole, kind, text, text.nullable()]).readonly();
const leftOut = z.tuple([text, whole, kind, text, text.nullable(), text]).readonly();
const offer = z.object({ secrets: texts, kept: texts, stars: texts, modules: texts });

const yes = z.literal(true).optional();
const output = of<Output>()(
  z.object({
    input: whole,
    value: z.unknown().optional(),
    raises: text.optional(),
    message: text.optional(),
    timeout: yes,
    unbuilt: text.optional(),
    peak: whole.optional(),
    unstable: yes,
    printed: text.optional(),
    changed: z.unknown().optional(),
    cpu: number,
  }),
);

const loaded = z.object({ op: op('loaded') });
const stale = z.object({ op: op('stale') });
const broken = z.object({ op: op('broken'), broken: text });
const verdicts = { op: op('verdicts'), id: whole, verdicts: list(verdict), waited: number };

export const fromParent = of<FromParent>()(z.object({ op: op('ended'), session: whole, status: whole }));

const fromBoundary = of<Exclude<FromHost<'host'>, { op: 'loaded' | 'stale' }>>()(
  z.discriminatedUnion('op', [
    broken,
    z.object({
      op: op('ready'),
      failure: text.nullable(),
      sandbox,
      threads: whole,
      memory: whole,
      examples: list(z.object({ example: whole, case: text.nullable() })),
      notRun: byName(text),
    }),
    z.object(verdicts),
  ]),
);
const fromPlain = of<FromHost<'plain'>>()(
  z.discriminatedUnion('op', [
    loaded,
    stale,
    broken,
    z.object({
      op: op('ready'),
      sandbox,
      present: list(verdict),
      reaches: list(reason),
      stuck: text.nullable(),
      offer,
      memory: whole,
      waiting: number,
      examples: list(example),
      notRun: list(leftOut),
      reasons: byName(text),
      failures: list(reason),
    }),
    z.object({ ...verdicts, reaches: list(reason), unrun: list(whole).optional() }),
    z.object({ op: op('unconfined'), id: whole, reaches: list(reason), secret: z.boolean() }),
    z.object({ op: op('observed'), id: whole, outputs: list(output), stuck: text.nullable() }),
  ]),
);
const fromSearch = of<FromRunner<'search'>>()(
  z.discriminatedUnion('op', [
    z.object({
      op: op('found'),
      body: text,
      program: text.optional(),
      imports: list(text),
      helpers: list(text).optional(),
      how: text,
      size: whole,
      rank: whole,
      behaviour: text,
    }),
    z.object({ op: op('reached'), cost: whole, fits: whole, near: whole }),
    z.object({
      op: op('end'),
      unread: z.enum(['uncalled', 'arguments', 'results']).optional(),
      broken: text.optional(),
    }),
  ]),
);

export const fromRunner: { readonly [M in Mode]: z.ZodType<FromRunner<M>> } = {
  host: fromBoundary,
  plain: fromPlain,
  search: fromSearch,
};

/** The first fault of a frame, worded to follow “sent”; undefined if the frame is valid. */
export function wrongWith(frame: unknown, schema: z.ZodType): string | undefined {
  const [issue] = schema.safeParse(frame).error?.issues ?? [];
  if (!issue) return undefined;
  const named = (frame as { op?: unknown } | null)?.op;
  const what = typeof named === 'string' ? `the message “${shortened(named, 40)}”` : 'a message';
  const where = issue.path.length === 0 ? 'it' : issue.path.join('.');
  return `${what}, but ${where} is wrong (${issue.message})`;
}
