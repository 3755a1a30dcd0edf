/** Judges candidates of one function together with the chosen ones of the others: in the child only, on the user's own examples. */
import type { CandidateReport, Report, Specification } from '../../../../protocol/index.ts';
import { type PythonDocument, targetsOf, withoutLine } from '../../specification/index.ts';
import { rejudge } from '../rejudging.ts';
import type { Together } from '../together.ts';
import { type Choice, names, type Pools } from './pools.ts';
import type { WholeRequest, WholeTools } from './wholeRequest.ts';
import { type Fills, specificationIn, workingCopy } from './workingCopy.ts';

export class Judges {
  readonly #request: WholeRequest;
  readonly #tools: WholeTools;
  readonly #pools: Pools;

  constructor(request: WholeRequest, tools: WholeTools, pools: Pools) {
    this.#request = request;
    this.#tools = tools;
    this.#pools = pools;
  }

  async judge(name: string, choice: Choice, only?: string): Promise<Report | undefined> {
    return (await this.judged(name, choice, only))?.report;
  }

  /** Judges the function's candidates, or one of them, in the text with the other choices; undefined if no example judges it. */
  async judged(
    name: string,
    choice: Choice,
    only?: string,
  ): Promise<{ report: Report; specification: Specification } | undefined> {
    this.#tools.signal.throwIfAborted();
    const { document: original, workspace } = this.#request;
    const pool = this.#pools.get(name);
    const others = new Map([...choice].filter(([one]) => one !== name));
    const judged = this.#judgeOf(name, choice);
    if (!judged) return undefined;
    const document = this.copy(others);
    try {
      const specification = specificationIn(document, original, name, { workspace });
      if (!specification) return undefined;
      const { report, programs } = pool;
      const candidates = report.candidates.filter(({ id }) => only === undefined || id === only);
      const together = this.together(judged, new Map([...others, [name, '']]));
      const drawn = { ...report, candidates };
      const tools = { ...this.#tools, onReport: () => undefined };
      const again = await rejudge({ ...this.job(document, specification), together, drawn, programs }, tools);
      this.#tools.signal.throwIfAborted();
      return { report: again, specification };
    } finally {
      document.dispose();
    }
  }

  async allPass(all: readonly string[], choice: Choice): Promise<boolean> {
    for (const name of all) {
      const report = await this.judge(name, choice, choice.get(name));
      if (!report?.candidates.some((one) => this.passes(one))) return false;
    }
    return true;
  }

  /** Whether it has examples that can run together with these functions. */
  hasExamples(name: string, among: readonly string[]): boolean {
    const specification = this.specification(name, among);
    return specification !== undefined && specification.examples.length > 0;
  }

  /** The specification in the user's text. Of several definitions with the same name, only one holds at the place of its examples. */
  specification(name: string, together: readonly string[]): Specification | undefined {
    const { document, workspace } = this.#request;
    const others = together.filter((one) => withoutLine(one) !== withoutLine(name));
    return specificationIn(document, document, name, { workspace, together: others });
  }

  together(specification: Specification, choice: Choice): Together {
    const { document } = this.#request;
    const own = withoutLine(specification.target.name);
    const names = [...choice.keys()].filter((name) => withoutLine(name) !== own);
    const others = names.flatMap((name) => this.specification(name, [...choice.keys()]) ?? []);
    const isOwnGrammar = names.every((name) => !this.#pools.has(name) || this.#pools.get(name).isOwnGrammar);
    return { document, specification, others, isOwnGrammar };
  }

  job(document: PythonDocument, specification: Specification) {
    const { settings, interpreter, workspace } = this.#request;
    return { document, specification, settings, interpreter, ...(workspace !== undefined && { workspace }) };
  }

  /** The user's text with these candidates. The caller must dispose of it. */
  copy(choice: Choice): PythonDocument {
    const { document, workspace } = this.#request;
    return workingCopy(document, this.fills(choice), workspace);
  }

  fills(choice: Choice): Fills {
    const fills = [...choice].flatMap(([name, id]) => {
      const program = this.#pools.get(name).programs.get(id);
      return program ? [[name, program] as const] : [];
    });
    return new Map(fills);
  }

  passes(candidate: CandidateReport): boolean {
    return candidate.passed || (this.#request.acceptUnverified === true && candidate.unverified === true);
  }

  /** A key for the context of the function's verdicts: the examples, and the choices to which they and its candidates lead. */
  among(name: string, choice: Choice): string {
    const judged = this.#judgeOf(name, choice);
    const examples = judged?.examples.map(({ source }) => source) ?? [];
    const left = new Map(targetsOf(this.#request.document).map((target) => [target.name, target.source]));
    const met: string[] = [];
    const pending = [...examples, this.#pools.codeOf(name)];
    for (let code = pending.pop(); code !== undefined; code = pending.pop()) {
      for (const [other, source] of left) {
        if (!names(code, other)) continue;
        left.delete(other);
        pending.push(this.#pools.has(other) ? this.#pools.codeOf(other) : source);
        if (other !== name && choice.has(other)) met.push(`${other} ${choice.get(other)}`);
      }
    }
    return JSON.stringify([examples, met.sort()]);
  }

  /** The specification whose examples judge a function: its own, else that of a caller. */
  #judgeOf(name: string, choice: Choice): Specification | undefined {
    const all = [...new Set([...choice.keys(), name])];
    const own = this.specification(name, all);
    if (!own || own.examples.length > 0) return own;
    const callers = [...choice.keys()].filter(
      (caller) => caller !== name && this.#pools.isCalledBy(name, caller, choice),
    );
    return callers
      .map((caller) => this.specification(caller, all))
      .find((specification) => specification && specification.examples.length > 0);
  }
}
