/** Says the findings in words, for the terminal and the editor alike. */
import type { DoctorRow } from '../../../protocol/messages.ts';
import type { Examined } from './examine.ts';

/** One row for each thing that was examined, in the order of need. */
export function rowsOf({ version, node, interpreter, sandbox, problem, samplers, history }: Examined): DoctorRow[] {
  return [
    { label: 'assay', lines: [`${version} on Node ${node}, ${process.platform} ${process.arch}`] },
    {
      label: 'interpreter',
      lines: [`${interpreter.path} (Python ${interpreter.version}, from ${interpreter.source})`],
    },
    {
      label: 'sandbox',
      lines: [
        `${sandbox.tier}: ${(sandbox.holds ?? []).join(', ') || 'nothing'} held in the probes`,
        ...probesInWords(sandbox),
        ...(sandbox.reason ? [sandbox.reason] : []),
        ...(problem === null ? [] : [problem]),
      ],
    },
    ...samplers.map(({ name, state }) => ({ label: 'sampler', lines: [`${name}: ${state}`] })),
    { label: 'history', lines: [history ?? 'off (ASSAY_HISTORY)'] },
  ];
}

/** `files: refused: open, stat; got through: …` */
function probesInWords({ probes = [] }: Examined['sandbox']): string[] {
  return [...Map.groupBy(probes, ({ withheld }) => withheld)].map(([withheld, all]) => {
    const words = (some: typeof all) => some.map(({ tried }) => tried).join(', ');
    const [refused, got] = [all.filter((one) => one.refused), all.filter((one) => !one.refused)];
    const parts = [refused.length > 0 && `refused: ${words(refused)}`, got.length > 0 && `got through: ${words(got)}`];
    return `${withheld}: ${parts.filter(Boolean).join('; ')}`;
  });
}
