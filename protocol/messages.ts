/** Every custom message between client and server. Except for trust, they go only to a client that announced `experimental.assay`. */
import { NotificationType, RequestType, type ShowMessageParams } from 'vscode-languageserver-protocol';
import type { CandidatesView, NoCandidates, ShownVerdict } from './candidates.ts';
import type { NextStep } from './notice.ts';
import type { Sandbox, Status, Tokens, Verdict } from './report.ts';
import type { Position, Range } from './text.ts';

/** Client → server: whether the server may run anything. `initializationOptions.trusted` announces restricted mode, and this message lifts it. */
export const TrustChanged = {
  method: 'assay/trustChanged',
  type: new NotificationType<TrustChangedParams>('assay/trustChanged'),
} as const;
export interface TrustChangedParams {
  readonly trusted: boolean;
}

/** Server → client: the standard message. For our client it names the step that the user can take next. */
export const MessageShown = {
  method: 'window/showMessage',
  type: new NotificationType<MessageParams>('window/showMessage'),
} as const;
export interface MessageParams extends ShowMessageParams {
  readonly next?: NextStep;
}

/** Server → client: the sampler, sandbox and interpreter in use and the running functions, for the status items; sent when they change. */
export const StatusChanged = {
  method: 'assay/status',
  type: new NotificationType<StatusParams>('assay/status'),
} as const;
export interface StatusParams {
  readonly trusted: boolean;
  /** The setting's value until a run has chosen a sampler: `auto`, `search`, `openai`, … */
  readonly sampler: string;
  readonly model?: string;
  /** Where the user's code goes: a host, or `this machine`. Unknown until a run has chosen a sampler. */
  readonly destination?: string;
  /** `Python 3.11.2 (/usr/bin/python3)`; unknown until the first run. */
  readonly interpreter?: string;
  readonly sandbox: Sandbox;
  readonly running: readonly RunningParams[];
  /** The tokens of all syntheses of this session. */
  readonly tokens?: Tokens;
  /** The reason why Assay can't run, with a remedy. */
  readonly problem?: string;
}
export interface RunningParams {
  readonly uri: string;
  readonly function: string;
  /** `8 of 10 samples · 5 pass` */
  readonly progress: string;
}

/** Server → client: the results of the present body on its examples, for marks beside them; sent when they change. */
export const MarksChanged = {
  method: 'assay/marks',
  type: new NotificationType<MarksParams>('assay/marks'),
} as const;
export interface MarksParams {
  /** The document with the functions. These are all of its marks; they replace those sent before. */
  readonly uri: string;
  readonly marks: readonly ExampleMark[];
}
export interface ExampleMark {
  /** The document with the example. It differs from the other one where tests have their own file. */
  readonly uri: string;
  /** The line for the tick or the cross, and the line beside which `text` goes, both counted from 0. */
  readonly line: number;
  readonly textLine: number;
  /** Absent for a stub: no body was run, and `text` has the pass rate. */
  readonly status?: Status;
  /** The wrong value, or `6 of 10 pass`; one printable line. */
  readonly text?: string;
  /** To be drawn dimmed: the specification or the body has changed since, the file was opened again, another body is being drawn, or it is a pass rate. */
  readonly stale?: true;
}

/** Client → server: asks for the edits that accept a candidate, with the text that they expect; or for the reason why there are none. */
export const AcceptanceRequest = {
  method: 'assay/acceptance',
  type: new RequestType<CandidateParams, Acceptance | Refusal, void>('assay/acceptance'),
} as const;
export interface CandidateParams {
  readonly uri: string;
  readonly function?: string;
  readonly position?: Position;
  /** Without it, the best candidate. */
  readonly candidate?: string;
  /** Accept everything that a synthesis of the whole file has found. */
  readonly whole?: boolean;
}
export interface Acceptance extends DocumentEdits {
  /** The function's name, or that of the file or class that was synthesised as a whole; then `candidate` is empty. */
  readonly function: string;
  readonly candidate: string;
  /** The other cells of a notebook that was synthesised as a whole; all change together, or none. */
  readonly others?: readonly DocumentEdits[];
}
interface DocumentEdits {
  /** The document to edit; in a notebook, the cell with the function. */
  readonly uri: string;
  /** The document's version that the edits are for. */
  readonly version: number;
  readonly edits: readonly ExpectingEdit[];
  /** The line, from 0, on which the function begins after the edits. */
  readonly line?: number;
}
interface ExpectingEdit {
  readonly range: Range;
  readonly newText: string;
  /** The text that is in `range` now. */
  readonly expected: string;
}
/** The reason and a remedy, in one line. */
export interface Refusal {
  readonly refused: string;
}

/** Client → server: asks for the bodies to draw as ghost text at the cursor; null where nothing was found for a stub there. */
export const GhostTextRequest = {
  method: 'assay/ghostText',
  type: new RequestType<GhostTextParams, Ghosts | null, void>('assay/ghostText'),
} as const;
export interface GhostTextParams {
  readonly uri: string;
  readonly position: Position;
}
export interface Ghosts {
  readonly function: string;
  /** The document's version that they are for. */
  readonly version: number;
  /** The best candidate of each behaviour, best first. */
  readonly ghosts: readonly Ghost[];
}
export interface Ghost {
  readonly candidate: string;
  /** Within one line. */
  readonly range: Range;
  readonly newText: string;
  /** Whether it is all that accepting does. Else there are also imports, helpers, or the stub's `...` to take out. */
  readonly isWhole: boolean;
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

/** Client → server: asks for the document after each candidate, best first, for a diff; or for the reason why there are none. */
export const PreviewRequest = {
  method: 'assay/preview',
  type: new RequestType<CandidateParams, Previews | Refusal, void>('assay/preview'),
} as const;
export interface Previews {
  /** The function's name, or that of the file or class that was synthesised as a whole. */
  readonly function: string;
  readonly previews: readonly Preview[];
}
export interface Preview {
  /** The candidate's id; empty for everything that was found for a file. */
  readonly candidate: string;
  /** The document to compare with; in a notebook, the cell with the function. */
  readonly uri: string;
  /** `passes 3 of 3 examples · 6 of 10 samples` */
  readonly title: string;
  /** What sets it apart: `f([]) → 0`, or the line in which it differs from the best. */
  readonly detail: string;
  readonly text: string;
  /** Lines of `text`, from 0, that are the candidate's and that no example runs. */
  readonly untried?: readonly number[];
  /** The other cells of a notebook that was synthesised as a whole. */
  readonly others?: readonly Pick<Preview, 'uri' | 'text'>[];
}

/** Client → server: asks for the functions of a document that have examples, with their last results; null where it is not open. */
export const ExamplesRequest = {
  method: 'assay/examples',
  type: new RequestType<DocumentParams, DocumentExamples | null, void>('assay/examples'),
} as const;
export interface DocumentExamples {
  readonly version: number;
  /** False while the text has a syntax error, which may hide some of them. */
  readonly parses: boolean;
  readonly functions: readonly FunctionExamples[];
}
export interface FunctionExamples {
  readonly function: string;
  readonly range: Range;
  /** It has no body to run yet. */
  readonly isStub: boolean;
  readonly examples: readonly ExampleItem[];
}
export interface ExampleItem {
  /** Stays the same while the example keeps its text. */
  readonly id: string;
  /** Its source in one printable line, or the test's name. */
  readonly label: string;
  /** The document of the example. */
  readonly uri: string;
  readonly range: Range;
  /** Of the present body; of a test function, the worst of its cases. */
  readonly result?: ExampleResult;
}
export interface ExampleResult extends Pick<Verdict, 'status' | 'expected' | 'actual' | 'ms'> {
  /** `got 3, not 4` */
  readonly message: string;
  readonly stale?: true;
}

/** Client → server: asks for a program that runs one example on the present body, for a debugger; or for the reason why there is none. */
export const DebugRequest = {
  method: 'assay/debug',
  type: new RequestType<DebugParams, DebugProgram | Refusal, void>('assay/debug'),
} as const;
export interface DebugParams extends DocumentParams {
  readonly function: string;
  /** An `ExampleItem`'s. */
  readonly example: string;
}
export interface DebugProgram {
  /** The interpreter's path. */
  readonly python: string;
  /** A script, or a module as with `python -m`. */
  readonly program?: string;
  readonly module?: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Client → server: asks for what `assay doctor` finds, for a document's interpreter and settings; or for the reason why it can't look. */
export const DoctorRequest = {
  method: 'assay/doctor',
  type: new RequestType<DocumentParams, DoctorFindings | Refusal, void>('assay/doctor'),
} as const;
export interface DocumentParams {
  /** Any URI in a workspace folder; the document need not be open. */
  readonly uri: string;
}
export interface DoctorFindings {
  readonly rows: readonly DoctorRow[];
  /** The reason why nothing will run. */
  readonly problem?: string;
}
export interface DoctorRow {
  /** `interpreter` */
  readonly label: string;
  readonly lines: readonly string[];
}

/** Client → server: asks for the models that the configured server and the servers of this machine list. */
export const ModelsRequest = {
  method: 'assay/models',
  type: new RequestType<DocumentParams, OfferedModels | Refusal, void>('assay/models'),
} as const;
export interface OfferedModels {
  readonly servers: readonly {
    readonly baseUrl: string;
    readonly models: readonly string[];
    readonly problem?: string;
  }[];
}

/** Client → server: asks for a first assert below a function, with placeholders; or for the reason why there is none. */
export const FirstExampleRequest = {
  method: 'assay/firstExample',
  type: new RequestType<CandidateParams, FirstExample | Refusal, void>('assay/firstExample'),
} as const;
export interface FirstExample {
  readonly uri: string;
  readonly version: number;
  /** Where it goes; nothing is replaced. */
  readonly position: Position;
  readonly newText: string;
  /** The same with tab stops; absent where an editor would indent it. */
  readonly snippet?: string;
}

/** Client → server: asks for what the candidates view shows of a function; or why there is nothing. */
export const CandidatesRequest = {
  method: 'assay/candidates',
  type: new RequestType<CandidatesParams, CandidatesView | NoCandidates, void>('assay/candidates'),
} as const;
export interface CandidatesParams {
  readonly uri: string;
  readonly function?: string;
  readonly position?: Position;
}

/** Client → server: asks for the values of one candidate on one example; null if the report has changed since. */
export const VerdictRequest = {
  method: 'assay/verdict',
  type: new RequestType<VerdictParams, ShownVerdict | null, void>('assay/verdict'),
} as const;
export interface VerdictParams extends CandidatesParams {
  readonly candidate: string;
  /** Its index in the view's examples. */
  readonly example: number;
}

/** Server → client: what `assay/candidates` gives for these functions of the document has changed; without any, for all of it. */
export const CandidatesChanged = {
  method: 'assay/candidatesChanged',
  type: new NotificationType<CandidatesChangedParams>('assay/candidatesChanged'),
} as const;
export interface CandidatesChangedParams {
  readonly uri: string;
  readonly functions: readonly string[];
  /** The document has a report at all. */
  readonly hasReports: boolean;
}

/** Server → client: asks for the key of a model server, from the editor's secret storage. Sent when a call is made. */
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
