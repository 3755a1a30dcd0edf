import type { Report } from '../../../protocol/index.ts';
import { printable } from '../support/printable.ts';

/** Shows progress in one line on standard error, which it updates; shows nothing if that is not a terminal. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #shown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  show(report: Report): void {
    if (!this.#stream.isTTY || report.state.kind !== 'running') return;
    const passing = report.candidates.reduce((sum, one) => sum + (one.passed ? one.samples : 0), 0);
    this.#write(
      `${report.function}: ${report.samples.received} of ${report.samples.requested} samples · ${passing} pass`,
    );
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) this.#write('');
    this.#shown = false;
  }

  #write(text: string): void {
    this.#stream.write(`\r\u001b[K${printable(text)}`);
  }
}
