/** Every message of ours between client and server. Sent only to a client that announced `experimental.assay`, but for the trust. */
import { NotificationType, RequestType } from 'vscode-languageserver-protocol';
import type { Sandbox, Status, Tokens } from './report.ts';
import type { Position, Range } from './text.ts';

/** Client → server: may the server run anything? Restricted mode is announced in `initializationOptions.trusted` and lifted by this. */
export const TrustChanged = {
  method: 'assay/trustChanged',
  type: new NotificationType<TrustChangedParams>('assay/trustChanged'),
} as const;
export interface TrustChangedParams {
  readonly trusted: boolean;
}

/** Server → client: what is in use and what is running, for the status item; sent when it changes. */
export const StatusChanged = {
  method: 'assay/status',
  type: new NotificationType<StatusParams>('assay/status'),
} as const;
export interface StatusParams {
  readonly trusted: boolean;
  /** As the setting has it until a run has chosen: `auto`, `search`, `openai`, … */
  readonly sampler: string;
  readonly model?: string;
  /** Where the user's code goes: a host, or `this machine`. Unknown until a run has chosen. */
  readonly destination?: string;
  /** `Python 3.11.2 (/usr/bin/python3)`; unknown until the first run. */
  readonly interpreter?: string;
  readonly sandbox: Sandbox;
  readonly running: readonly RunningParams[];
  /** What all syntheses of this session took together. */
  readonly tokens?: Tokens;
  /** What keeps Assay from running, and what to do about it. */
  readonly problem?: string;
}
export interface RunningParams {
  readonly uri: string;
  readonly function: string;
  /** `8 of 10 samples · 5 pass` */
  readonly progress: string;
}

/** Server → client: how the body that stands there does on its examples, for marks beside them; sent when it changes. */
export const MarksChanged = {
  method: 'assay/marks',
  type: new NotificationType<MarksParams>('assay/marks'),
} as const;
export interface MarksParams {
  /** The document that holds the functions. These are all of its marks, and take the place of those sent before. */
  readonly uri: string;
  readonly marks: readonly ExampleMark[];
}
export interface ExampleMark {
  /** The document that holds the example: another one, where tests have a file of their own. */
  readonly uri: string;
  /** The line for the tick or the cross, and the line beside which `text` goes, both counted from 0. */
  readonly line: number;
  readonly textLine: number;
  readonly status: Status;
  /** What came back instead, in one printable line. */
  readonly text?: string;
  /** The specification or the body has changed since. */
  readonly stale?: true;
}

/** Client → server: the edits that accepting a candidate takes, with the text that they expect; or why there are none. */
export const AcceptanceRequest = {
  method: 'assay/acceptance',
  type: new RequestType<CandidateParams, Acceptance | Refusal, void>('assay/acceptance'),
} as const;
export interface CandidateParams {
  readonly uri: string;
  readonly function?: string;
  readonly position?: Position;
  /** Without it the best is meant. */
  readonly candidate?: string;
  /** All that a synthesis of the whole file has found. */
  readonly whole?: boolean;
}
export interface Acceptance {
  /** Or the name of the file or class that was synthesised as a whole; then `candidate` is empty. */
  readonly function: string;
  readonly candidate: string;
  /** What is to be edited: of a notebook the cell that holds the function. */
  readonly uri: string;
  /** The document's version that the edits are for. */
  readonly version: number;
  readonly edits: readonly ExpectingEdit[];
}
interface ExpectingEdit {
  readonly range: Range;
  readonly newText: string;
  /** The text that stands in `range` now. */
  readonly expected: string;
}
/** One line that says why not, and what to do. */
export interface Refusal {
  readonly refused: string;
}

/** Client → server: the edits of an acceptance are in the document. */
export const CandidateAccepted = {
  method: 'assay/accepted',
  type: new NotificationType<AcceptedParams>('assay/accepted'),
} as const;
export interface AcceptedParams {
  readonly uri: string;
  readonly function: string;
  readonly candidate: string;
}

/** Client → server: the document as each candidate would leave it, best first, for a diff; or why there are none. */
export const PreviewRequest = {
  method: 'assay/preview',
  type: new RequestType<CandidateParams, Previews | Refusal, void>('assay/preview'),
} as const;
export interface Previews {
  /** Or the name of the file or class that was synthesised as a whole. */
  readonly function: string;
  readonly previews: readonly Preview[];
}
export interface Preview {
  /** Empty where it is all that was found for a file. */
  readonly candidate: string;
  /** What it is to be compared with: of a notebook the cell that holds the function. */
  readonly uri: string;
  /** `passes 3 of 3 examples · 6 of 10 samples` */
  readonly title: string;
  /** The line in which it differs from the best. */
  readonly detail: string;
  readonly text: string;
}

/** Server → client: the key for a model server, out of the editor's secret storage; asked for when a call is made. */
export const ApiKeyRequest = {
  method: 'assay/apiKey',
  type: new RequestType<ApiKeyParams, string | null, void>('assay/apiKey'),
} as const;
export interface ApiKeyParams {
  /** `https://api.openai.com` */
  readonly origin: string;
}

/** Server → client: may code go to this host? Asked before its first use; the client remembers a yes. */
export const ConfirmHostRequest = {
  method: 'assay/confirmHost',
  type: new RequestType<ConfirmHostParams, boolean, void>('assay/confirmHost'),
} as const;
export interface ConfirmHostParams {
  /** `api.openai.com` */
  readonly host: string;
}

/** Server → client: the interpreter that the editor has chosen for a file (the Python extension's), null where it has none. */
export const EditorInterpreterRequest = {
  method: 'assay/editorInterpreter',
  type: new RequestType<EditorInterpreterParams, string | null, void>('assay/editorInterpreter'),
} as const;
export interface EditorInterpreterParams {
  readonly uri: string;
}
