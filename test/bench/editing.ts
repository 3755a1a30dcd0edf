/** Measures the time from a keystroke in a long file to fresh lenses, over a real connection. */
import type { CodeLens } from 'vscode-languageserver-protocol';
import { Editor } from '../server/editor.ts';
import { type Figure, median } from './table.ts';

const LINES = 2_000;
const KEYSTROKES = 60;

export async function editing(): Promise<Figure[]> {
  const text = longFile();
  const editor = await Editor.start({ settings: { sampler: 'search' }, inOwnProcess: true });
  try {
    const uri = await editor.open(text);
    await editor.lenses(uri);
    const fresh: number[] = [];
    const empty: number[] = [];
    for (let index = 0; index < KEYSTROKES; index++) {
      const from = index % 2 === 0 ? 'total = 0' : 'total = 00';
      const started = performance.now();
      await editor.replace(uri, from, index % 2 === 0 ? 'total = 00' : 'total = 0');
      const lenses: CodeLens[] = await editor.lenses(uri);
      fresh.push(performance.now() - started);
      if (lenses.length === 0) throw new Error('the long file has no lens');
      const asked = performance.now();
      await editor.connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line: 0, character: 0 },
      });
      empty.push(performance.now() - asked);
    }
    const reference = { name: 'an empty hover over the same connection', value: median(empty) };
    return [
      { name: `keystroke to fresh lenses, ${LINES} lines`, value: median(fresh), unit: 'ms', aim: 20, reference },
    ];
  } finally {
    await editor.stop();
  }
}

/** Ordinary functions, and a stub with two asserts every hundred lines. */
function longFile(): string {
  const lines: string[] = ['import math', ''];
  for (let index = 0; lines.length < LINES; index++) {
    if (index % 10 === 0) {
      lines.push(
        `def stub_${index}(a: int, b: int) -> int:`,
        '    """Return the sum of a and b."""',
        '',
        '',
        `assert stub_${index}(1, 2) == 3`,
        `assert stub_${index}(2, 2) == 4`,
        '',
        '',
      );
    }
    lines.push(
      `def function_${index}(values: list[float], scale: float = 1.0) -> float:`,
      '    """Return the scaled root mean square of values."""',
      '    total = 0',
      '    for value in values:',
      '        total += (value * scale) ** 2',
      '    return math.sqrt(total / max(1, len(values)))',
      '',
      '',
    );
  }
  return lines.join('\n');
}
