/** The selected candidate: what is known about it, one of its results with the values, its code, and what to do with it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CandidatesView, ShownCandidate } from '../protocol/candidates.ts';
import { changes, code } from './code.ts';
import { icon } from './icon.ts';
import { t } from './l10n.ts';
import { result } from './result.ts';
import type { Acts, Shown } from './shown.ts';

export function detail(view: CandidatesView, shown: Shown, acts: Acts): TemplateResult | typeof nothing {
  const index = view.candidates.findIndex(({ id }) => id === shown.selected?.candidate);
  const candidate = view.candidates[index];
  if (!candidate) return nothing;
  const isSynthesis = view.job === 'synthesis';
  const name = isSynthesis ? t('Candidate {0}', index + 1) : t('The present body');
  return html`<section class="detail" aria-labelledby="detail">
    <div class="title">
      <h2 id="detail">${name}</h2>
      <span>${icon(candidate.passes ? 'pass' : 'error', candidate.passes ? 'pass' : 'fail')} ${candidate.result}</span>
      ${candidate.accepted ? html`<vscode-badge>${t('accepted')}</vscode-badge>` : nothing}
    </div>
    <p class="quiet">${factsOf(candidate, view).join(' · ')}</p>
    ${caveats(candidate)}
    ${isSynthesis ? buttons(candidate, view, shown, acts) : nothing}
    ${result(view, candidate, shown, acts)}
    ${isSynthesis ? codeWithTabs(candidate, view, shown, acts, name) : code(candidate, name)}
  </section>`;
}

function factsOf({ facts, behaviour, integrity }: ShownCandidate, { behaviours }: CandidatesView): string[] {
  const weight = behaviours.find(({ name }) => name === behaviour)?.weight;
  return [
    ...facts,
    ...(behaviour ? [`${t('behaviour {0}', behaviour)}${weight ? `: ${weight}` : ''}`] : []),
    ...(integrity ? [integrity] : []),
  ];
}

function caveats({ caveats: all, reaches }: ShownCandidate): TemplateResult | typeof nothing {
  if (all.length + reaches.length === 0) return nothing;
  return html`<ul class="caveats" aria-label=${t('Caveats')}>
    ${all.map((one) => html`<li>${icon('warning', 'caveat')} <span>${one}</span></li>`)}
    ${reaches.length > 1 ? html`<li>${icon('unlock')} <span>${t('reaches: {0}', reaches.join('; '))}</span></li>` : nothing}
  </ul>`;
}

function buttons(
  { id, acceptable, code: text }: ShownCandidate,
  { standing }: CandidatesView,
  { isOld }: Shown,
  { tell }: Acts,
): TemplateResult {
  const isOpen = standing === 'current' && !isOld;
  return html`<div class="buttons">
    ${acceptable && !isOld ? html`<vscode-button @click=${() => tell({ kind: 'accept', candidate: id })}>${t('Accept')}</vscode-button>` : nothing}
    <vscode-button secondary @click=${() => tell({ kind: 'copy', text })}>${t('Copy')}</vscode-button>
    ${isOpen ? html`<vscode-button secondary @click=${() => tell({ kind: 'compare', candidate: id })}>${t('Open as Diff')}</vscode-button>` : nothing}
  </div>`;
}

function codeWithTabs(
  candidate: ShownCandidate,
  { body }: CandidatesView,
  { tab }: Shown,
  { update }: Acts,
  name: string,
): TemplateResult {
  const choice = (value: Shown['tab'], label: string) => html`<button
    class="choice"
    aria-pressed=${tab === value ? 'true' : 'false'}
    @click=${() => update({ tab: value })}
  >${label}</button>`;
  return html`<div class="with-choices">
    <div class="choices" role="group" aria-label=${t('What to show of the code')}>
      ${choice('code', t('Code'))}${choice('changes', t('Changes'))}
    </div>
    ${tab === 'code' ? code(candidate, name) : changes(candidate, body, name)}
  </div>`;
}
