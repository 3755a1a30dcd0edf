/** Reads the settings, for the editor and the terminal alike. */
import * as z from 'zod';
import type { Notice, SettingName } from '../../protocol/index.ts';
import type { PromptSetting } from './sampling/prompts/index.ts';
import type { Price } from './sampling/usage.ts';
import { openSettings } from './support/nextStep.ts';
import { shortened } from './support/printable.ts';

export interface Settings {
  readonly sampler: 'auto' | 'openai' | 'languageModel' | 'search';
  /** Samples to draw for a function. */
  readonly samples: number;
  readonly temperature: number;
  readonly model?: string;
  readonly baseUrl?: string;
  /** Seconds. */
  readonly requestTimeout: number;
  readonly prompt: PromptSetting;
  /** Tokens of the file that a prompt may show beside the function. */
  readonly contextTokens: number;
  /** Examples that the model is not shown, as a check. */
  readonly heldBack: number;
  /** The number of tokens of a synthesis, prompts included, after which no more samples are drawn. */
  readonly tokenCeiling?: number;
  /** A stronger model, which is asked where the first candidate is not likely right. */
  readonly escalateTo?: string;
  /** Whether the model is asked too which of the candidates that pass is right. */
  readonly askModel: boolean;
  /** Prices of a million tokens. */
  readonly price?: Price;
  readonly repairRounds: number;
  /** CPU seconds per example; ten times that on the wall. */
  readonly timeout: number;
  /** Megabytes above what the warmed parent holds. */
  readonly memory: number;
  readonly sandbox: { readonly minimum: Minimum };
  readonly codeLens: 'all' | 'stubs' | 'off';
  /** Only our VS Code client has that view. */
  readonly testingView: boolean;
  readonly verifyOnSave: boolean;
  /** Whether examples that fail stand among the editor's problems. */
  readonly problems: boolean;
  /** Megabytes that the history may take; 0 keeps none. */
  readonly historySize: number;
  /** Path or command of the Python interpreter. */
  readonly interpreter?: string;
}

type Minimum = 'full' | 'partial' | 'limits';

/** The settings in use, with a line for each wrong value. */
export interface ParsedSettings {
  readonly settings: Settings;
  readonly problems: Notice[];
}

interface Setting {
  readonly schema: z.ZodType;
  readonly fallback: unknown;
  /** Completes "it must be …". */
  readonly wants: string;
}

const within = (low: number, high: number) => z.number().min(low).max(high);
const text = z.string().trim();
const lenses = ['all', 'stubs', 'off'] as const;
/** Earlier versions knew no more. */
const onOff = z.boolean().transform((isOn) => (isOn ? 'all' : 'off'));

function table(platform: NodeJS.Platform): Readonly<Record<SettingName, Setting>> {
  const minimum: Minimum = platform === 'win32' ? 'limits' : platform === 'darwin' ? 'full' : 'partial';
  return {
    sampler: choice(['auto', 'openai', 'languageModel', 'search'], 'auto'),
    samples: { schema: z.int().min(1).max(200), fallback: 10, wants: 'a whole number from 1 to 200' },
    temperature: { schema: within(0, 2), fallback: 0.8, wants: 'a number from 0 to 2' },
    model: { schema: text, fallback: undefined, wants: "a model's name" },
    baseUrl: {
      schema: text.pipe(z.url({ protocol: /^https?$/ })),
      fallback: undefined,
      wants: 'an http or https address such as http://localhost:11434/v1',
    },
    requestTimeout: { schema: within(1, 3600), fallback: 60, wants: 'seconds from 1 to 3600' },
    prompt: choice(['auto', 'chat', 'completion', 'fewShot'], 'auto'),
    contextTokens: { schema: z.int().min(0).max(100_000), fallback: 1500, wants: 'a whole number from 0 to 100000' },
    heldBack: { schema: z.int().min(0).max(100), fallback: 0, wants: 'a whole number from 0 to 100' },
    tokenCeiling: { schema: z.int().min(1), fallback: undefined, wants: 'a whole number from 1' },
    escalateTo: { schema: text, fallback: undefined, wants: "a model's name" },
    askModel: { schema: z.boolean(), fallback: false, wants: 'true or false' },
    'price.prompt': { schema: z.number().min(0), fallback: undefined, wants: 'the price of a million tokens' },
    'price.completion': { schema: z.number().min(0), fallback: undefined, wants: 'the price of a million tokens' },
    repairRounds: { schema: z.int().min(0).max(5), fallback: 1, wants: 'a whole number from 0 to 5' },
    timeout: { schema: within(0.05, 600), fallback: 2, wants: 'seconds from 0.05 to 600' },
    memory: { schema: z.int().min(16).max(1_048_576), fallback: 512, wants: 'megabytes, a whole number from 16' },
    'sandbox.minimum': choice(['full', 'partial', 'limits'], minimum),
    codeLens: { schema: z.union([z.enum(lenses), onOff]), fallback: 'all', wants: 'all, stubs or off' },
    testingView: { schema: z.boolean(), fallback: true, wants: 'true or false' },
    verifyOnSave: { schema: z.boolean(), fallback: false, wants: 'true or false' },
    problems: { schema: z.boolean(), fallback: false, wants: 'true or false' },
    historySize: { schema: within(0, 10_240), fallback: 64, wants: 'megabytes from 0 to 10240' },
    interpreter: { schema: text, fallback: undefined, wants: 'the path of a Python interpreter' },
  };
}

function choice(values: readonly [string, ...string[]], fallback: string): Setting {
  return { schema: z.enum(values), fallback, wants: `${values.slice(0, -1).join(', ')} or ${values.at(-1)}` };
}

/**
 * Reads the value of the section `assay`. A missing, null or empty setting gets its default. So does a wrong one, and
 * `problems` says which values are right.
 */
export function parseSettings(raw: unknown, platform: NodeJS.Platform = process.platform): ParsedSettings {
  const problems: Notice[] = [];
  const given = isObject(raw) ? raw : {};
  if (raw !== undefined && raw !== null && !isObject(raw))
    problems.push({ message: 'The settings of assay must be an object.' });

  const read = Object.entries(table(platform)).map(([name, setting]) => {
    const value = lookUp(given, name);
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
      return [name, setting.fallback] as const;
    }
    const parsed = setting.schema.safeParse(value);
    if (parsed.success) return [name, parsed.data] as const;
    const instead = setting.fallback === undefined ? 'it is ignored' : `${setting.fallback} is used`;
    const wrong = shortened(JSON.stringify(value), 60);
    problems.push({
      message: `assay.${name} is ${wrong}: it must be ${setting.wants}; until then ${instead}.`,
      next: openSettings(name as SettingName),
    });
    return [name, setting.fallback] as const;
  });
  const {
    'sandbox.minimum': minimum,
    'price.prompt': prompt,
    'price.completion': completion,
    ...flat
  } = Object.fromEntries(read);
  const priced = prompt !== undefined || completion !== undefined;
  const price = priced ? { price: { prompt: prompt ?? 0, completion: completion ?? 0 } } : {};
  return { settings: { ...flat, ...price, sandbox: { minimum } } as unknown as Settings, problems };
}

/** Finds `sandbox.minimum` nested, as VS Code sends it, and dotted, as people write it into `initializationOptions`. */
function lookUp(given: Record<string, unknown>, name: string): unknown {
  if (name in given) return given[name];
  let value: unknown = given;
  for (const part of name.split('.')) value = isObject(value) ? value[part] : undefined;
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
