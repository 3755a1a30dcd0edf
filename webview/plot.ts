/** The pass rates of a function's syntheses over time. The table below it has the same numbers. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { PastSynthesis } from '../protocol/candidates.ts';
import { t } from './l10n.ts';

const [WIDTH, HEIGHT, LEFT, MARGIN] = [480, 110, 36, 10];

export function plot(history: readonly PastSynthesis[]): TemplateResult {
  const points = history.map((one, index) => {
    const share = one.received === 0 ? 0 : one.passing / one.received;
    const across = history.length < 2 ? 0.5 : index / (history.length - 1);
    return {
      ...one,
      share,
      x: LEFT + MARGIN + across * (WIDTH - LEFT - 2 * MARGIN),
      y: MARGIN + (1 - share) * (HEIGHT - 2 * MARGIN),
    };
  });
  const line = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const percent = (share: number) => `${Math.round(100 * share)}%`;
  const label = t(
    'Pass rates of {0} syntheses, oldest first: {1}',
    history.length,
    points.map(({ share }) => percent(share)).join(', '),
  );
  const height = (share: number) => MARGIN + (1 - share) * (HEIGHT - 2 * MARGIN);
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
    ${[0, 0.5, 1].map(
      (share) => svg`<line class="scale" x1=${LEFT} x2=${WIDTH} y1=${height(share)} y2=${height(share)} />
        <text x=${LEFT - 6} y=${height(share) + 4} text-anchor="end">${percent(share)}</text>`,
    )}
    <polyline points=${line} />
    ${points.map(
      ({ x, y, at, passing, received, accepted, current }) => svg`<circle cx=${x} cy=${y} r=${current ? 5 : 3.5}
        class=${accepted ? 'accepted' : ''}><title>${at}: ${t('{0} of {1} pass', passing, received)}${accepted ? `, ${t('accepted')}` : nothing}</title></circle>`,
    )}
  </svg>`;
}
