import { statSync } from 'node:fs';
import path from 'node:path';
import type { Specification } from '../../../../protocol/index.ts';
import { type Desk, Drawn, type Opened, Refusal } from '../../agents/index.ts';
import type { Settings } from '../../config.ts';
import type { Sampler } from '../../sampling/index.ts';
import { redactorOf } from '../../support/redaction.ts';
import { Failure } from '../failure.ts';
import { openDocument } from '../openDocument.ts';
import { executorOf } from '../openExecutor.ts';
import { openHistory } from '../openHistory.ts';
import { samplerFor, strongerFor } from '../samplerFor.ts';
import { readSource } from '../sourceFile.ts';
import { type CommonOptions, interpreterFor, number, settingsFrom, workspaceOf } from '../target.ts';

/** The flags of `assay mcp`: what the user decides, and no agent can change. */
export interface McpOptions extends CommonOptions {
  readonly workspace?: readonly string[];
  readonly k?: string;
  readonly sampler?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly temperature?: string;
  readonly requestTimeout?: string;
  readonly tokenCeiling?: string;
}

/** The desk of one connection. Sessions of the runner stay warm between its calls. */
export class DeskOfTerminal implements Desk {
  readonly roots: readonly string[];
  readonly env = process.env;
  readonly executor = executorOf();
  readonly history = openHistory();
  readonly redactor = redactorOf(process.env);
  readonly drawn = new Drawn();
  readonly #options: McpOptions;
  readonly #settings: Settings;

  /** Throws Failure. */
  constructor(options: McpOptions) {
    this.#options = options;
    this.#settings = settingsFrom(options, {
      samples: number(options.k),
      temperature: number(options.temperature),
      requestTimeout: number(options.requestTimeout),
      tokenCeiling: number(options.tokenCeiling),
      sampler: options.sampler,
      model: options.model,
      baseUrl: options.baseUrl,
    });
    this.roots = (options.workspace ?? [process.cwd()]).map(folderFrom);
  }

  async open(file: string, root: string): Promise<Opened> {
    // A project outside of the root would lend its interpreter and its modules.
    const project = workspaceOf(file);
    const workspace = project.startsWith(root + path.sep) ? project : root;
    const source = readSource(file);
    const interpreter = await interpreterFor(file, workspace, this.#options);
    return { document: await openDocument(source), settings: this.#settings, interpreter, workspace };
  }

  async samplers(
    { directive }: Specification,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<{ sampler: Sampler; stronger?: Sampler }> {
    try {
      const sampler = await samplerFor(settings, directive, signal);
      return { sampler, ...(await strongerFor(sampler, settings, signal)) };
    } catch (error) {
      if (error instanceof Failure) throw new Refusal(error.message);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.executor.close();
    this.history.close();
  }
}

function folderFrom(name: string): string {
  const folder = path.resolve(name);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Failure(`--workspace ${name} is not a folder: name one that exists.`);
  }
  return folder;
}
