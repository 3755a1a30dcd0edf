import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { Failure } from './failure.ts';

type Encoding = 'utf8' | 'latin1';

/** A Python file as text, with what it takes to write it back as it was: encoding and byte-order mark. */
export interface SourceFile {
  /** Absolute, as the user named it: a link stays a link. */
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
}

// PEP 263: a coding line counts in the first two lines of a file.
const coding = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;

/** Throws Failure for what is no readable Python text. */
export function readSource(name: string): SourceFile {
  const file = path.resolve(name);
  let bytes: Buffer;
  try {
    if (statSync(file).isDirectory()) throw new Failure(`${name} is a folder: name a Python file in it.`);
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
  if (encoding === 'latin1') return { path: file, encoding, text: bytes.toString('latin1') };
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
    if (/^(latin-?1|iso-?8859-1|l1|ascii|us-ascii)(-|$)/.test(found)) return 'latin1';
    throw new Failure(`${name} is encoded as ${found}, which Assay can't write back: save it as UTF-8.`);
  }
  return 'utf8';
}

/**
 * Replaces the file's text, whole or not at all, keeping mode, owner, encoding and link. Throws Failure where it has changed
 * since it was read.
 */
export async function writeSource(source: SourceFile, text: string): Promise<void> {
  if (readSource(source.path).text !== source.text) {
    throw new Failure(
      `${source.path} has changed while samples were drawn: nothing was written. Run the command again.`,
    );
  }
  if (source.encoding === 'latin1' && /[^\0-\xff]/.test(text)) {
    throw new Failure(
      `The candidate has characters that ${source.path} can't hold in Latin-1: nothing was written. Save the file as UTF-8.`,
    );
  }
  const target = realpathSync(source.path);
  const { mode } = statSync(target);
  await writeFileAtomic(target, Buffer.from(text, source.encoding), { mode });
}
