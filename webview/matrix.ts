/** The matrix of candidates and examples. Its keyboard is in grid.ts, which finds rows and cells by their roles. */
// Lit's own directive for styles writes attributes, which the page's policy refuses.
import { stylePropertyMap } from '@vscode-elements/elements/dist/includes/style-property-map.js';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CandidatesView, ShownCandidate, ShownExample } from '../protocol/candidates.ts';
import { icon } from './icon.ts';
import { t } from './l10n.ts';
import type { Shown } from './shown.ts';

/** From this number of rows on, those out of sight are not laid out. */
const MANY = 40;

type Status = NonNullable<ShownCandidate['statuses'][number]>;

export const statusIcons: Readonly<Record<Status, string>> = {
  pass: 'check',
  fail: 'close',
  error: 'error-small',
  timeout: 'clockface',
  blocked: 'circle-slash',
};
const statusWords: Readonly<Record<Status, string>> = {
  pass: t('passes'),
  fail: t('gives another value'),
  error: t('raises'),
  timeout: t('timed out'),
  blocked: t('was blocked'),
};

export function matrix(view: CandidatesView, { selected }: Shown): TemplateResult {
  const { candidates, examples, job, more } = view;
  if (candidates.length === 0) {
    return html`<p class="quiet">${view.phase === 'ended' ? t('No candidate was judged.') : t('The first candidates are on their way.')}</p>`;
  }
  const isSynthesis = job === 'synthesis';
  const columns = `var(--row-header) repeat(${examples.length}, var(--cell)) ${isSynthesis ? 'minmax(12em, 1fr)' : '1fr'}`;
  return html`<section aria-labelledby="matrix">
    <h2 id="matrix">${isSynthesis ? t('Candidates and examples') : t('The present body and its examples')}</h2>
    <div
      class=${candidates.length > MANY ? 'matrix many' : 'matrix'}
      role="grid"
      aria-labelledby="matrix"
      aria-rowcount=${candidates.length + 1}
      aria-colcount=${examples.length + (isSynthesis ? 2 : 1)}
      .style=${stylePropertyMap({ '--columns': columns })}
    >
      ${guard([JSON.stringify(examples), job], () => headers(examples, isSynthesis))}
      ${repeat(
        candidates,
        ({ id }) => id,
        (one, index) => {
          const example = selected?.candidate === one.id ? (selected.example ?? -1) : undefined;
          return guard([JSON.stringify(one), index, example, job], () => row(one, index, view, example));
        },
      )}
    </div>
    ${more > 0 ? html`<p class="quiet">${t('{0} more are not shown.', more)}</p>` : nothing}
    ${legend(candidates)}
  </section>`;
}

function headers(examples: readonly ShownExample[], isSynthesis: boolean): TemplateResult {
  return html`<div role="row" class="row headers" aria-rowindex="1">
    <div role="columnheader" class="row-header" tabindex="-1">${t('Line of the example')}</div>
    ${examples.map((example) => {
      const { line, label, rate, share, place, heldBack } = example;
      const number = place ? place.line + 1 : line;
      const apart = heldBack ? `, ${t('not shown to the model')}` : '';
      const name = `${t('Line {0}: {1}', number, label)}. ${rate}${apart}`;
      return html`<div role="columnheader" class="cell header ${heldBack ? 'held-back' : ''}" tabindex="-1" aria-label=${name} title=${name}
        >${number}<span class="share" .style=${stylePropertyMap({ '--share': String(share) })}></span></div>`;
    })}
    ${isSynthesis ? html`<div role="columnheader" class="telling">${t('What sets it apart')}</div>` : nothing}
  </div>`;
}

/** `example` is the selected one, -1 where the candidate is selected as a whole. */
function row(one: ShownCandidate, index: number, { job }: CandidatesView, example: number | undefined): TemplateResult {
  const { id, samples, statuses, result, telling, behaviour, caveats, accepted } = one;
  const name = job === 'synthesis' ? t('Candidate {0}', index + 1) : t('The present body');
  const label = [
    name,
    ...(job === 'synthesis' ? [samples === 1 ? t('1 sample') : t('{0} samples', samples)] : []),
    result,
    ...(behaviour ? [t('behaviour {0}', behaviour)] : []),
    ...(accepted ? [t('accepted')] : []),
    ...(caveats.length > 0 ? [t('with caveats')] : []),
  ].join(', ');
  return html`<div
    role="row"
    class="row ${one.passes ? 'passing' : ''} ${example === undefined ? '' : 'selected'}"
    data-candidate=${id}
    aria-rowindex=${index + 2}
    aria-selected=${example === undefined ? 'false' : 'true'}
  >
    <div role="rowheader" class="row-header" tabindex="-1" aria-label=${label} title=${label}>
      ${
        job === 'synthesis'
          ? html`<span class="rank">${index + 1}</span><span class="count">${samples}×</span>
            <span class="behaviour">${behaviour ? html`<span class="letter">${behaviour}</span>` : nothing}</span>`
          : html`<span class="count whole">${t('present body')}</span>`
      }
      <span class="flags">${accepted ? icon('pass') : nothing}${caveats.length > 0 ? icon('warning', 'caveat') : nothing}</span>
    </div>
    ${statuses.map((status, at) => cell(status, at === example))}
    ${job === 'synthesis' ? html`<div role="gridcell" class="telling">${telling}</div>` : nothing}
  </div>`;
}

function cell(status: Status | null, isSelected: boolean): TemplateResult {
  const look = status === null ? 'pending' : `codicon codicon-${statusIcons[status]} ${status}`;
  return html`<div role="gridcell" class="cell ${look} ${isSelected ? 'chosen' : ''}" tabindex="-1" aria-selected=${isSelected ? 'true' : 'false'} aria-label=${status === null ? t('has not run yet') : statusWords[status]}></div>`;
}

/** The signs that are not self-evident, where they occur. */
function legend(candidates: readonly ShownCandidate[]): TemplateResult | typeof nothing {
  const seen = new Set(candidates.flatMap(({ statuses }) => statuses));
  const signs = (['error', 'timeout', 'blocked'] as const).filter((status) => seen.has(status));
  if (signs.length === 0) return nothing;
  return html`<p class="legend" aria-hidden="true">
    ${signs.map((status) => html`<span>${icon(statusIcons[status], status)} ${statusWords[status]}</span>`)}
  </p>`;
}
