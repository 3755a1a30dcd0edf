import type { Subject } from '../execution/index.ts';
import { childSource, type Offer, PythonDocument, plainSource } from '../specification/index.ts';
import type { JobRequest } from './job.ts';
import { judging } from './together.ts';

/** Makes of a document with a candidate in it what each way to judge runs. */
export class Subjects {
  readonly #request: JobRequest;
  #isBroken: boolean | undefined;

  constructor(request: JobRequest) {
    this.#request = request;
  }

  of(text: string): Subject {
    const child = (offer: Offer) => {
      const spliced = new PythonDocument(this.#request.document.file, text);
      try {
        const judged = judging(this.#request);
        return childSource(spliced, judged.specification.target.name, judged.specification, judged.others, offer);
      } finally {
        spliced.dispose();
      }
    };
    const mended = this.#mended(text);
    return { text, child, ...(mended !== undefined && { mended }) };
  }

  /** Of a file with a syntax error somewhere: the candidate's text without it. */
  #mended(text: string): string | undefined {
    const { document, workspace } = this.#request;
    this.#isBroken ??= plainSource(judging(this.#request).document, workspace).mended !== undefined;
    if (!this.#isBroken) return undefined;
    const spliced = new PythonDocument(document.file, text);
    try {
      return plainSource(spliced, workspace).mended;
    } finally {
      spliced.dispose();
    }
  }
}
