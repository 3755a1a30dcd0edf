import { accessSync, constants, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { Failure } from './failure.ts';

type Encoding = 'utf8' | 'latin1' | 'ascii';

/** A Python file as text, with the encoding and byte order mark for writing it back. */
export interface SourceFile {
  /** The absolute path as the user gave it: a link stays a link. */
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
}

// PEP 263: a coding line counts in the first two lines of a file.
const coding = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;

/** Reads a file. Throws Failure if it is not readable Python text. */
export function readSource(name: string): SourceFile {
  const file = path.resolve(name);
  let bytes: Buffer;
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) throw new Failure(`${name} is a folder: name a Python file in it.`);
    if (!stat.isFile()) throw new Failure(`${name} is not a regular file: name a Python file.`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Failure(`${name} does not exist.`);
    throw new Failure(`${name} can't be read (${code}).`);
  }
  if (/\.ipynb$/i.test(name)) {
    throw new Failure(
      `${name} is a notebook: open it in an editor to synthesize its functions, or name a Python file.`,
    );
  }
  const encoding = encodingOf(bytes, name);
  if (encoding !== 'utf8') return { path: file, encoding, text: bytes.toString('latin1') };
  try {
    return { path: file, encoding, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    throw new Failure(`${name} is not valid UTF-8: save it as UTF-8, or name its encoding in a coding line (PEP 263).`);
  }
}

function encodingOf(bytes: Buffer, name: string): Encoding {
  const lines = bytes
    .subarray(0, 1000)
    .toString('latin1')
    .split(/\r\n?|\n/, 2);
  for (const [index, line] of lines.entries()) {
    const found = coding.exec(line)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (found === undefined) {
      // The second line counts only where the first is blank or a comment.
      if (index === 0 && !/^[ \t\f]*(#.*)?$/.test(line)) break;
      continue;
    }
    if (/^utf-?8(-|$)/.test(found)) return 'utf8';
    if (/^(latin-?1|iso-?8859-1|l1)(-|$)/.test(found)) return 'latin1';
    if (/^(us-)?ascii$/.test(found)) return 'ascii';
    throw new Failure(`${name} is encoded as ${found}, which Assay can't write back: save it as UTF-8.`);
  }
  return 'utf8';
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
