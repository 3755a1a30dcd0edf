import { describe, expect, it } from 'vitest';
import type { Report } from '../../protocol/index.ts';
import { lensesOf } from '../../server/src/features/show/codeLens.ts';
import { commandsFor } from '../../server/src/features/show/offeredCommands.ts';
import { PythonDocument } from '../../server/src/specification/index.ts';
import { candidate, pass, placed, report, returned, source } from './reports.ts';

function lenses(made: Report | undefined, more: Parameters<typeof placed>[1] = {}, editsInActions = false) {
  const document = new PythonDocument('/project/words.py', more.now ?? source);
  const shown = lensesOf(document, [placed(made, more)], {
    uri: 'file:///project/words.py',
    trusted: true,
    scope: 'all',
    now: new Date('2026-11-30T18:00:00'),
    questionOf: ({ entry }) => entry.report?.questions?.[0],
    commands: commandsFor({ ours: false, editsInActions }),
  });
  document.dispose();
  return shown.map(({ command }) => [command!.title, command!.command.replace('assay.server.', '')]);
}

const right = candidate('1', 3, [pass, pass]);
const wrong = candidate('2', 5, [pass, returned('0')], 'return 0');

describe('the lens of a function', () => {
  it('waits, starts, counts and offers the first that passes before the others have come', () => {
    expect(lenses(undefined, { phase: 'waiting' })).toEqual([['waiting for other functions', 'synthesize']]);
    expect(lenses(undefined, { phase: 'running' })).toEqual([['starting…', 'synthesize']]);
    const running = { state: { kind: 'running' } } as const;
    expect(lenses(report([wrong], running), { phase: 'running' })).toEqual([
      ['5 of 10 samples · none passes', 'synthesize'],
    ]);
    const drawn = { ...wrong, verdicts: [] };
    expect(lenses(report([drawn], running), { phase: 'running' })).toEqual([['5 of 10 samples', 'synthesize']]);
    expect(lenses(report([right, wrong], running), { phase: 'running' })).toEqual([
      ['8 of 10 samples · 3 pass', 'synthesize'],
      ['Accept the first that passes', 'accept'],
    ]);
  });

  it('accepts where something passes, and draws again where nothing does', () => {
    expect(lenses(report([right, wrong]))).toEqual([['3 of 8 pass · Accept', 'accept']]);
    expect(lenses(report([wrong]))).toEqual([['none of 5 passes · synthesize again', 'synthesize']]);
    expect(lenses(report([], { state: { kind: 'failed', message: 'No.' } }))).toEqual([
      ['no samples · synthesize again', 'synthesize'],
    ]);
    expect(lenses(report([wrong], { state: { kind: 'cancelled' } }))).toEqual([
      ['none of 5 passes · cancelled · synthesize again', 'synthesize'],
    ]);
  });

  it('never offers to accept to a client that takes the edit from a code action', () => {
    expect(lenses(report([right, wrong]), {}, true)).toEqual([
      ['3 of 8 pass (a code action accepts) · synthesize again', 'synthesize'],
    ]);
    const running = report([right, wrong], { state: { kind: 'running' } });
    expect(lenses(running, { phase: 'running' }, true)).toEqual([['8 of 10 samples · 3 pass', 'synthesize']]);
  });

  it('says stale where an example has changed, and offers nothing else', () => {
    const now = source.replace('"one"', '"two"');
    expect(lenses(report([right]), { now })).toEqual([['stale · synthesize again', 'synthesize']]);
  });

  it('says accepted while the body is the candidate, and that it was changed by hand after that', () => {
    const stub = '    """Return the first word of text."""\n';
    const made = report([right]);
    expect(lenses(made, { now: source.replace(stub, `${stub}    return text\n`) })).toEqual([
      ['accepted · passes 2 of 2 asserts', 'verify'],
    ]);
    expect(lenses(made, { now: source.replace(stub, `${stub}    return text[1:]\n`) })).toEqual([
      ['changed by hand · Verify', 'verify'],
    ]);
  });

  it('says nothing over an accepted candidate once the file is saved, until it changes', () => {
    const stub = '    """Return the first word of text."""\n';
    const saved = { isSettled: true } as const;
    expect(lenses(report([right]), { now: source.replace(stub, `${stub}    return text\n`), ...saved })).toEqual([]);
    expect(lenses(report([right]), { now: source.replace(stub, `${stub}    return 1\n`), ...saved })).toEqual([
      ['changed by hand · Verify', 'verify'],
    ]);
  });

  it('says from when the verdicts of an earlier window are', () => {
    const of = (at: string) => ({ restored: { at: new Date(at).toISOString(), fingerprint: '' } });
    expect(lenses(report([right]), of('2026-11-30T14:20:00'))).toEqual([
      ['3 of 3 pass · from 14:20 · Accept', 'accept'],
    ]);
    expect(lenses(report([right]), of('2026-11-29T14:20:00'))).toEqual([
      ['3 of 3 pass · from 2026-11-29 · Accept', 'accept'],
    ]);
  });

  it('leads to an example that is probably wrong, in our client', () => {
    const document = new PythonDocument('/project/words.py', source);
    const suspicious = [{ example: 1, line: 6, expected: "'one'", instead: "'two'", samples: 5, weight: 1 }];
    const shown = lensesOf(document, [placed(report([wrong], { suspicious }))], {
      ...{ uri: 'file:///project/words.py', trusted: true, scope: 'all' },
      questionOf: () => undefined,
      commands: commandsFor({ ours: true, editsInActions: false }),
    });
    document.dispose();
    expect(shown.map(({ command }) => command!.title)).toEqual([
      'none of 5 passes · synthesize again',
      'is line 6 right?',
    ]);
    expect(shown[1]!.command).toMatchObject({ command: 'assay.showExample', arguments: [{ position: { line: 5 } }] });
  });

  it('draws more where none passes the examples of now', () => {
    const drawn = placed(report([right])).entry;
    expect(lenses(report([wrong]), { drawn })).toEqual([['none of 5 passes now · draw more', 'synthesize']]);
    expect(lenses(report([right, wrong]), { drawn })).toEqual([['3 of 8 pass · Accept', 'accept']]);
  });

  it('says that the accepted candidate fails an example of now, and accepts another or draws more', () => {
    const stub = '    """Return the first word of text."""\n';
    const now = source.replace(stub, `${stub}    return 0\n`);
    const fails = ['accepted · fails 1 of 2 asserts', 'verify'];
    expect(lenses(report([right, wrong]), { now })).toEqual([fails, ['3 of 8 pass · Accept another', 'accept']]);
    expect(lenses(report([right, wrong]), { now }, true)).toEqual([
      fails,
      ['3 of 8 pass (a code action accepts) · draw more', 'synthesize'],
    ]);
    expect(lenses(report([wrong]), { now })).toEqual([fails, ['none of 5 passes now · draw more', 'synthesize']]);
  });

  it('says how the present body did where it fails, and nothing where it passes', () => {
    const body = '    """Return the first word of text."""\n    return 0\n';
    const now = source.replace('    """Return the first word of text."""\n', body);
    const text = { now, specification: placed(undefined, { now }).specification };
    const verification = { job: 'verification' } as const;
    expect(lenses(report([candidate('present', 1, [pass, pass])], verification), text)).toEqual([]);
    expect(lenses(report([candidate('present', 1, [pass, returned('0')])], verification), text)).toEqual([
      ['passes 1 of 2 asserts', 'verify'],
      ['Synthesize another body', 'synthesize'],
    ]);
  });
});
