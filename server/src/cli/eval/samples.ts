import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { Sample } from '../../sampling/sampler.ts';
import { sampleOf } from '../candidateLines.ts';
import { Failure } from '../failure.ts';

/** An index of each task's samples in a JSON Lines file: memory holds only their offsets. */
export class SampleFile {
  readonly #name: string;
  readonly #places = new Map<string, [offset: number, length: number, line: number][]>();
  count = 0;

  private constructor(name: string) {
    this.#name = name;
  }

  /** Reads the file once. Throws Failure for a line without a task. */
  static async index(name: string): Promise<SampleFile> {
    const file = new SampleFile(name);
    let rest: Buffer = Buffer.alloc(0);
    let offset = 0;
    let line = 0;
    try {
      for await (const chunk of createReadStream(name)) {
        rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
        for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
          file.#note(rest.subarray(0, end), offset, ++line);
          offset += end + 1;
          rest = rest.subarray(end + 1);
        }
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(`${name} can't be read (${(error as NodeJS.ErrnoException).code}).`);
    }
    if (rest.length > 0) file.#note(rest, offset, ++line);
    return file;
  }

  #note(bytes: Buffer, offset: number, line: number): void {
    if (bytes.length === 0) return;
    const task = (parse(bytes, this.#name, line) as { task_id?: unknown }).task_id;
    if (typeof task !== 'string' && typeof task !== 'number') {
      throw new Failure(`${this.#name}, line ${line}: it has no task_id.`);
    }
    const places = this.#places.get(String(task)) ?? [];
    places.push([offset, bytes.length, line]);
    this.#places.set(String(task), places);
    this.count++;
  }

  tasks(): string[] {
    return [...this.#places.keys()];
  }

  /** A task's samples in the file's order, read one by one. */
  *samplesOf(task: string): Generator<Sample> {
    const places = this.#places.get(task) ?? [];
    const fd = openSync(this.#name, 'r');
    try {
      for (const [offset, length, line] of places) {
        const bytes = Buffer.alloc(length);
        readSync(fd, bytes, 0, length, offset);
        yield sampleOf(parse(bytes, this.#name, line), `${this.#name}, line ${line}`);
      }
    } finally {
      closeSync(fd);
    }
  }
}

function parse(bytes: Buffer, name: string, line: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    throw new Failure(`${name}, line ${line}: not JSON (${(error as Error).message}).`);
  }
  throw new Failure(`${name}, line ${line}: not a JSON object.`);
}
