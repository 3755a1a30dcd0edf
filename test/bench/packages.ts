/** Measures one more candidate for a package's function with sixty tests, against these tests in a warm pytest. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlainSession } from '../../server/src/execution/plainSession.ts';
import { anyPython } from '../execution/pythons.ts';
import { prepared } from '../hostile/preparedCase.ts';
import { newEnvironment } from '../servers/environment.ts';
import { output } from './references.ts';
import { type Figure, median } from './table.ts';

const TESTS = 60;
const ROUNDS = 5;
const CANDIDATES = 10;

export async function sixtyTests(): Promise<Figure[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
  try {
    const python = newEnvironment(path.join(scratch, 'env'), ['pytest']);
    if (!python) return [];
    const interpreter = { ...anyPython(), path: python, source: 'setting' } as const;
    const { preparation, bodies, folder, dispose } = prepared(spans(), interpreter);
    const signal = AbortSignal.timeout(600_000);
    const session = await PlainSession.start(preparation, 1, signal);
    try {
      const { length } = session.found.examples;
      if (length !== TESTS) throw new Error(`${length} tests, not ${TESTS}`);
      const [own, warm]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        const script = path.join(import.meta.dirname, 'warmPytest.py');
        const told = await output(interpreter, [script, folder, String(CANDIDATES)]);
        warm.push(...(JSON.parse(told) as number[]).map((seconds) => 1000 * seconds));
        for (const { subject } of bodies) {
          const started = performance.now();
          const { outcomes, reaches } = await session.evaluate(subject.text, signal);
          own.push(performance.now() - started);
          const isRight = outcomes?.every((one) => one.kind === 'verdict' && one.verdict.status === 'pass');
          if (!isRight) throw new Error(JSON.stringify({ outcomes, reaches }));
        }
      }
      const reference = { name: 'these tests in a warm pytest', value: median(warm) };
      const name = `a further candidate of a package’s function with ${TESTS} tests`;
      return [{ name, value: median(own), unit: 'ms', aim: 1.2 * reference.value, reference }];
    } finally {
      session.close();
      dispose();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Tests in three files, of a function that its package re-exports. */
function spans(): Parameters<typeof prepared>[0] {
  const files = new Map([
    ['spans/__init__.py', 'from .merging import merge\nfrom .reading import parse\n'],
    ['spans/reading.py', 'def parse(text):\n    low, _, high = text.partition("-")\n    return int(low), int(high)\n'],
    ['spans/merging.py', `"""Spans that overlap."""\n\n\n${mergeOf(0)}`],
    ['tests/conftest.py', 'import pytest\n\n\n@pytest.fixture\ndef far():\n    return (10_000, 10_001)\n'],
  ]);
  for (let file = 0; file < 3; file++) {
    const tests = Array.from({ length: TESTS / 3 }, (_, index) => testOf(file * (TESTS / 3) + index));
    files.set(`tests/test_merging_${file}.py`, `import spans\n${tests.join('')}`);
  }
  const bodies = Array.from({ length: CANDIDATES }, (_, index) => ({
    id: `right ${index}`,
    what: '',
    right: true,
    text: mergeOf(index + 1),
  }));
  return { name: 'spans', file: 'spans/merging.py', target: 'merge', runner: 'pytest', needs: 0, files, bodies };
}

function mergeOf(index: number): string {
  return `def merge(spans):
    """Join the spans that touch or overlap, in order."""
    joined = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1] + ${index} - ${index}:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined
`;
}

function testOf(index: number): string {
  return `

def test_${index}(far):
    apart = [(10 * at, 10 * at + 4 + ${index % 5}) for at in range(${50 + index})]
    touching = [(at, at + 1) for at in range(${100 + 5 * index})]
    assert spans.merge(apart[::-1]) == apart
    assert spans.merge(touching) == [(0, ${100 + 5 * index})]
    assert spans.merge([far, spans.parse("1-${index + 2}")])[1] == far
`;
}
