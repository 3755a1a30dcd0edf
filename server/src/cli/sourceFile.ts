import { accessSync, constants, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { type Encoding, readText } from '../support/sourceText.ts';
import { Failure } from './failure.ts';

/** A Python file as text, with the encoding and byte order mark for writing it back. */
export interface SourceFile {
  /** The absolute path as the user gave it: a link stays a link. */
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
}

/** Reads a file. Throws Failure if it is not readable Python text. */
export function readSource(name: string): SourceFile {
  const file = path.resolve(name);
  const read = readText(file, name);
  if ('error' in read) throw new Failure(read.error);
  return { path: file, ...read };
}

/**
 * Replaces the file's text and keeps its mode, owner, encoding and links. The write is atomic unless the file has several hard links.
 * Throws Failure if the file has changed since it was read.
 */
export async function writeSource(source: SourceFile, text: string): Promise<void> {
  if (readSource(source.path).text !== source.text) {
    throw new Failure(
      `${source.path} has changed while samples were drawn: nothing was written. Run the command again.`,
    );
  }
  const beyond = { utf8: undefined, latin1: /[^\0-\xff]/, ascii: /[^\0-\x7f]/ }[source.encoding];
  if (beyond?.test(text)) {
    const name = source.encoding === 'ascii' ? 'ASCII' : 'Latin-1';
    throw new Failure(
      `The candidate has characters that ${source.path} can't hold in ${name}: nothing was written. Save the file as UTF-8.`,
    );
  }
  const target = realpathSync(source.path);
  const { mode, nlink } = statSync(target);
  const bytes = Buffer.from(text, source.encoding === 'utf8' ? 'utf8' : 'latin1');
  try {
    accessSync(target, constants.W_OK);
  } catch {
    throw new Failure(`${source.path} is write-protected: nothing was written. Allow writing to it, then try again.`);
  }
  // Replacing the file would break its other hard links.
  if (nlink > 1) writeFileSync(target, bytes, { flush: true });
  else await writeFileAtomic(target, bytes, { mode });
}
