/** Updates the client's lenses, diagnostics and marks after changes, at a limited rate. */
import { type _Connection, CodeLensRefreshRequest } from 'vscode-languageserver';
import type { Settings } from '../../config.ts';
import type { Client } from '../client/client.ts';
import type { OpenDocument } from '../documents.ts';
import type { Placed } from '../reports.ts';
import type { Runs } from '../runs/runs.ts';
import type { WholeFiles } from '../runs/wholeFiles.ts';
import type { WorkshopOfServer } from '../runs/workshop.ts';
import type { CandidatesNews } from './candidates/news.ts';
import type { Publisher } from './publisher.ts';
import type { Status } from './status.ts';
import { Throttle } from './throttle.ts';

/** Milliseconds between two updates while a report grows. */
const REFRESH_MS = 100;

export interface ViewOptions {
  readonly connection: _Connection;
  readonly client: Client;
  readonly publisher: Publisher;
  readonly news: CandidatesNews;
  readonly status: Status;
  /** The call of the open question of a function. */
  openCall(uri: string, placed: Placed): string | undefined;
  documentOf(uri: string): OpenDocument | undefined;
  placedIn(open: OpenDocument): Placed[];
  workspaceOf(open: OpenDocument): string | undefined;
  /** Never rejects. */
  settingsOf(uri: string): Promise<Pick<Settings, 'problems'>>;
  /** The running work. It is a function, because the runs need a view first. */
  work(): {
    readonly runs: Runs;
    readonly wholeFiles: WholeFiles;
    readonly workshop: Pick<WorkshopOfServer, 'sandbox'>;
  };
}

export class View {
  readonly #options: ViewOptions;
  /** Documents with changed reports. */
  readonly #grown = new Throttle(REFRESH_MS, (uris) => this.#show(uris));
  /** Documents with changed text; the client asks for their lenses itself. */
  readonly #moved = new Throttle(REFRESH_MS, (uris) => this.#publish(uris));

  constructor(options: ViewOptions) {
    this.#options = options;
  }

  /** Call this when a report or a run of the document has changed. */
  grown(uri: string): void {
    this.#grown.add(uri);
  }

  /** The same for a report that is whole at once: it is shown without a delay. */
  renewed(uri: string): void {
    this.#show(new Set([uri]));
  }

  /** Call this when the text of the document or of its tests has changed. */
  moved(uri: string): void {
    this.#moved.add(uri);
  }

  closed(open: OpenDocument): void {
    this.#options.publisher.clear(open);
    this.#options.news.closed(open.uri);
    this.#grown.add(open.uri);
  }

  refreshLenses(): void {
    const { connection, client } = this.#options;
    if (!client.lensRefresh) return;
    connection.sendRequest(CodeLensRefreshRequest.type).catch((error: Error) => {
      connection.console.log(`The client did not refresh its lenses: ${error.message}`);
    });
  }

  stop(): void {
    this.#grown.stop();
    this.#moved.stop();
  }

  #show(uris: ReadonlySet<string>): void {
    this.#publish(uris);
    const { runs, wholeFiles, workshop } = this.#options.work();
    const running = runs.all.map(({ uri, function: name, progress }) => ({ uri, function: name, progress }));
    this.#options.status.update({ running: [...running, ...wholeFiles.running], sandbox: workshop.sandbox });
    this.refreshLenses();
  }

  #publish(uris: ReadonlySet<string>): void {
    const { publisher, news, documentOf, placedIn, workspaceOf, settingsOf, openCall } = this.#options;
    for (const uri of uris) {
      const now = documentOf(uri);
      if (!now) continue;
      news.publish(uri, placedIn(now), (one) => openCall(uri, one));
      void settingsOf(uri).then(({ problems }) => {
        // The document may have been closed meanwhile.
        const open = documentOf(uri);
        if (open) publisher.publish(open, placedIn(open), { workspace: workspaceOf(open), problems });
      });
    }
  }
}
