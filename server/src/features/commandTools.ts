/** The tools that the commands share. */
import type { _Connection } from 'vscode-languageserver';
import type { Specification } from '../../../protocol/index.ts';
import type { History } from '../history/index.ts';
import type { Questions } from './ask/questions.ts';
import type { Client } from './client/client.ts';
import type { Messages } from './client/messages.ts';
import type { OpenDocument } from './documents.ts';
import type { Pointer } from './pointer.ts';
import type { Placed } from './reports.ts';
import type { Runs } from './runs/runs.ts';
import type { Suggester } from './runs/suggester.ts';
import type { WholeFiles } from './runs/wholeFiles.ts';

export interface CommandTools {
  readonly connection: _Connection;
  readonly client: Client;
  readonly messages: Messages;
  readonly runs: Runs;
  readonly history: History;
  readonly suggester: Suggester;
  readonly wholeFiles: WholeFiles;
  readonly questions: Questions;
  /** Shows a document's reports anew. */
  changed(uri: string): void;
  isTrusted(): boolean;
  documentOf(uri: string): OpenDocument | undefined;
  placedIn(open: OpenDocument): Placed[];
  specificationOf(open: OpenDocument, about: Pointer): Specification | { error: string };
}
