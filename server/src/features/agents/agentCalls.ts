/** Answers the calls of agents in the editor, with the open documents, the warm sessions and the trust of the language server. */
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { CancellationToken, TextDocuments } from 'vscode-languageserver';
import * as z from 'zod';
import { type AgentAnswer, type AgentCallParams, agentCalls } from '../../../../protocol/agents.ts';
import type { Specification } from '../../../../protocol/index.ts';
import { type Call, calls, type Desk, Drawn, type Opened, Refusal } from '../../agents/index.ts';
import type { Settings } from '../../config.ts';
import type { Sampler } from '../../sampling/index.ts';
import { PythonDocument, TestFiles } from '../../specification/index.ts';
import { printable } from '../../support/printable.ts';
import { readText } from '../../support/sourceText.ts';
import type { Workspace } from '../client/workspace.ts';
import type { OpenDocument } from '../documents.ts';
import { pointedAt } from '../pointer.ts';
import type { WorkshopOfServer } from '../runs/workshop.ts';

export interface AgentCallsOptions {
  readonly workspace: Workspace;
  readonly documents: TextDocuments<OpenDocument>;
  readonly workshop: WorkshopOfServer;
  readonly env: NodeJS.ProcessEnv;
}

const RESTRICTED =
  'This workspace is in restricted mode, where Assay runs nothing. The user may trust the workspace; then call again.';

export class AgentCalls {
  readonly #options: AgentCallsOptions;
  readonly #drawn = new Drawn();

  constructor(options: AgentCallsOptions) {
    this.#options = options;
  }

  async answer({ call: name, asked, at }: AgentCallParams, cancellation: CancellationToken): Promise<AgentAnswer> {
    const abort = new AbortController();
    cancellation.onCancellationRequested(() => abort.abort());
    try {
      if (!this.#options.workspace.isTrusted) throw new Refusal(RESTRICTED);
      if (!agentCalls.includes(name)) throw new Refusal(`There is no call ${name}.`);
      const call = calls[name] as Call;
      const parsed = call.input.safeParse(at ? { ...this.#about(at), ...asked } : asked);
      if (!parsed.success) throw new Refusal(`Invalid arguments: ${z.prettifyError(parsed.error)}`);
      const following = { signal: abort.signal, progress: () => undefined };
      const { text, answer } = await call.run(this.#desk(), parsed.data, following);
      return { text, ...verdictIn(answer) };
    } catch (error) {
      if (error instanceof Refusal) return { text: printable(error.message), isError: true };
      if (abort.signal.aborted) return { text: 'The call was cancelled.', isError: true };
      throw error;
    }
  }

  /** The function at a place. Throws Refusal. */
  #about({ uri, position }: NonNullable<AgentCallParams['at']>): { file: string; function: string } {
    const { documents, workspace } = this.#options;
    const open = documents.get(uri);
    if (!open) throw new Refusal('Open a Python file, put the cursor into a function, and ask again.');
    const found = pointedAt(open, { position }, workspace.of(open));
    if ('error' in found) throw new Refusal(found.error);
    return { file: open.python.file, function: found.target.name };
  }

  #desk(): Desk {
    const { workshop, workspace, env } = this.#options;
    return {
      roots: workspace.folders,
      executor: workshop.executor,
      history: workshop.history,
      redactor: workshop.redactor,
      env,
      drawn: this.#drawn,
      open: (file, root) => this.#open(file, root),
      samplers: (specification, settings, signal) => this.#samplers(specification, settings, signal),
    };
  }

  /** A copy of the open document, with what is not saved, else the file on the disk. Throws Refusal. */
  async #open(file: string, root: string): Promise<Opened> {
    const { documents, workshop } = this.#options;
    const open = documents.all().find(({ python }) => python.file === file || realOf(python.file) === file);
    const place = await workshop.placeOf(open?.uri ?? pathToFileURL(file).href, open?.python.file ?? file);
    if ('error' in place) throw new Refusal(place.error);
    const { settings, interpreter } = place;
    const read = open ? { text: open.python.text } : readText(file, file);
    if ('error' in read) throw new Refusal(read.error);
    // They are looked for anew: the agent may have written one a moment ago.
    const testFiles = new TestFiles(() => documents.all().map(({ python }) => python));
    const document = new PythonDocument(file, read.text, testFiles);
    return { document, settings, interpreter, workspace: root };
  }

  async #samplers(
    specification: Specification,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<{ sampler: Sampler; stronger?: Sampler }> {
    const { workshop } = this.#options;
    const chosen = await workshop.sampler(specification, settings, signal);
    if ('error' in chosen) throw new Refusal(chosen.error);
    const stronger = await workshop.stronger(chosen.sampler, settings, signal);
    if (stronger && 'error' in stronger) throw new Refusal(stronger.error);
    return { sampler: chosen.sampler, ...(stronger && { stronger: stronger.sampler }) };
  }
}

function verdictIn(answer: Awaited<ReturnType<Call['run']>>['answer']): Pick<AgentAnswer, 'verdict'> {
  if ('verdict' in answer) return { verdict: answer.verdict };
  return 'best' in answer && answer.best ? { verdict: answer.best.verdict } : {};
}

function realOf(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
