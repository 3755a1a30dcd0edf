/** Reads a Python file as text, in the encoding that it names (PEP 263). */
import { readFileSync, statSync } from 'node:fs';

export type Encoding = 'utf8' | 'latin1' | 'ascii';

interface SourceText {
  readonly text: string;
  readonly encoding: Encoding;
}

// A coding line counts in the first two lines of a file.
const coding = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;

/** The text of a file, or one line with a remedy, which calls the file `name`. */
export function readText(file: string, name: string): SourceText | { readonly error: string } {
  let bytes: Buffer;
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return { error: `${name} is a folder: name a Python file in it.` };
    if (!stat.isFile()) return { error: `${name} is not a regular file: name a Python file.` };
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { error: code === 'ENOENT' ? `${name} does not exist.` : `${name} can't be read (${code}).` };
  }
  if (/\.ipynb$/i.test(name)) {
    return {
      error: `${name} is a notebook: open it in an editor to synthesize its functions, or name a Python file.`,
    };
  }
  const encoding = encodingOf(bytes, name);
  if (typeof encoding === 'object') return encoding;
  if (encoding !== 'utf8') return { encoding, text: bytes.toString('latin1') };
  try {
    return { encoding, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { error: `${name} is not valid UTF-8: save it as UTF-8, or name its encoding in a coding line (PEP 263).` };
  }
}

function encodingOf(bytes: Buffer, name: string): Encoding | { readonly error: string } {
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
    return { error: `${name} is encoded as ${found}, which Assay can't write back: save it as UTF-8.` };
  }
  return 'utf8';
}
