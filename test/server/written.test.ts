/** The file after `assay synth --write`: unchanged byte for byte, except the function and what it needs. */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { assayJson } from '../servers/terminal.ts';

const place = scratch('written');
let server: ModelServer;
let answer = '';

beforeAll(async () => {
  server = await startAnswering(() => answer);
});
afterAll(() => server.close());

/** The file's text after the reply was accepted, and the exit of the command. */
async function accept(
  bytes: Buffer,
  name: string,
  reply: string,
): Promise<{ code: number | null; bytes: Buffer; error?: string }> {
  answer = fenced(reply);
  const file = place.file(bytes, 'task.py');
  const args = ['synth', `${file}::${name}`, '--model', 'm', '-k', '1', '--write'];
  const { code, object } = await assayJson(args, place.folder, { OPENAI_BASE_URL: server.baseUrl });
  const { error } = object;
  return { code, bytes: readFileSync(file), ...(error !== undefined && { error }) };
}

const reply =
  'import math\nimport re\nfrom collections import Counter, OrderedDict\n\nLIMIT = 2\n\n\ndef helper(text):\n' +
  '    return re.sub("x", "", text)\n\n\ndef clean(t):\n    kept = helper(t)\n    if len(kept) > LIMIT:\n' +
  '        return Counter(kept).most_common(1)[0][0]\n    return kept  # short\n';

/** A file with most kinds of unusual layout; `{…}` marks what accepting adds. */
const laidOut = (added: { imports: string; names: string; helpers: string; body: string }) =>
  `"""Größen — é."""
from __future__ import annotations
import os, sys
from collections import (
  OrderedDict,${added.names}
)${added.imports}
LIMIT = "mine"  # é

class Before:
  x = 1   ; y = 2
  def f(self): return  LIMIT

${added.helpers}# assay: k=1
@(lambda function: function)
def clean( text : str, # the text
           ) -> str:
  """Take x away — é."""${added.body}
# after
assert clean("xé") == "é"
assert clean("aab") == 'a'
class After(Before): pass
`;

describe('a file', () => {
  const before = laidOut({ imports: '', names: '', helpers: '', body: '' });
  const after = laidOut({
    imports: '\nimport re',
    names: '\n  Counter,',
    helpers: 'LIMIT_2 = 2\n\n\ndef helper(text):\n  return re.sub("x", "", text)\n\n\n',
    body: '\n  kept = helper(text)\n  if len(kept) > LIMIT_2:\n    return Counter(kept).most_common(1)[0][0]\n  return kept  # short',
  });
  const forms: [string, (text: string) => Buffer][] = [
    ['in UTF-8', (text) => Buffer.from(text)],
    ['with CRLF', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['with a byte-order mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['with tabs', (text) => Buffer.from(text.replace(/^( {2})+(?! )/gm, (white) => '\t'.repeat(white.length / 2)))],
    [
      'in Latin-1 with a coding line',
      (text) => Buffer.from(`#!/usr/bin/python\n# -*- coding: latin-1 -*-\n${text.replaceAll('—', '-')}`, 'latin1'),
    ],
    ['without a line break at its end', (text) => Buffer.from(text.trimEnd())],
    ['with a syntax error elsewhere', (text) => Buffer.from(`${text}\ndef broken(:\n    x = (\n`)],
  ];
  it.each(forms)('%s keeps its bytes', async (_, form) => {
    const { code, bytes, error } = await accept(form(before), 'clean', reply);
    expect(error).toBeUndefined();
    expect(bytes.toString('latin1')).toBe(form(after).toString('latin1'));
    expect(code).toBe(0);
  });

  it('in Latin-1 takes nothing that it can’t hold', async () => {
    const text = Buffer.from('# coding: latin-1\ndef f(x):\n    """é"""\n\n\nassert f("é") == "é!"\n', 'latin1');
    const { code, bytes, error } = await accept(text, 'f', 'def f(x):\n    y = "€"\n    return x + "!"\n');
    expect(error).toContain('Latin-1');
    expect(code).toBe(2);
    expect(bytes.equals(text)).toBe(true);
  });

  it('in ASCII takes nothing beyond it', async () => {
    const text = Buffer.from('# coding: ascii\ndef f(x):\n    """Doc."""\n\n\nassert f("e") == "e!"\n');
    const { code, bytes, error } = await accept(text, 'f', 'def f(x):\n    return x + "!"  # café\n');
    expect(error).toContain('ASCII');
    expect(code).toBe(2);
    expect(bytes.equals(text)).toBe(true);
  });

  it('with two names keeps them', async () => {
    const other = `${place.in('task.py')}.link`;
    const text = Buffer.from('def f(x):\n    """Doc."""\n\n\nassert f("e") == "e!"\n');
    writeFileSync(place.in('task.py'), text);
    linkSync(place.in('task.py'), other);
    const { code, bytes } = await accept(text, 'f', 'def f(x):\n    return x + "!"\n');
    expect(code).toBe(0);
    expect(bytes.toString()).toContain('return x + "!"');
    expect(readFileSync(other).equals(bytes)).toBe(true);
    rmSync(other);
  });

  it('in an encoding that can’t be written back is refused', async () => {
    const text = Buffer.from('# coding: cp1252\ndef f(x): ...\nassert f(1) == 1\n');
    const { code, error } = await accept(text, 'f', 'def f(x):\n    return x\n');
    expect([code, error]).toEqual([2, expect.stringContaining('cp1252')]);
  });

  it('of 50,000 lines is like any other', async () => {
    const many = (name: string) =>
      Array.from({ length: 12_500 }, (_, index) => `def ${name}_${index}(x):\n    return x + ${index}\n`).join('');
    const text = (body: string) =>
      Buffer.from(`${many('a')}def f(x):\n    """Next."""\n${body}assert f(1) == a_1(1)\n${many('b')}`);
    const { code, bytes, error } = await accept(text(''), 'f', 'def f(x):\n    return x + 1\n');
    expect(error).toBeUndefined();
    expect(code).toBe(0);
    expect(bytes.equals(text('    return x + 1\n'))).toBe(true);
  });
});
