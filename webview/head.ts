/** The head: the function, the result in words, where it comes from, and what to do next. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CandidatesView } from '../protocol/candidates.ts';
import { icon } from './icon.ts';
import { t } from './l10n.ts';
import type { Acts, Shown } from './shown.ts';

const icons = { passes: 'pass-filled', fails: 'error', running: 'loading', doubtful: 'question' } as const;

export function head(view: CandidatesView, shown: Shown, acts: Acts): TemplateResult {
  const { function: name, place, head: of, standing } = view;
  const { tell } = acts;
  return html`<header>
    <div class="title">
      <h1>${name}</h1>
      <button class="link quiet" @click=${() => tell({ kind: 'reveal', place })} title=${t('Go to the function')}>${place.label}</button>
      ${standing === 'stale' ? html`<vscode-badge>${t('stale')}</vscode-badge>` : nothing}
      <span class="spring"></span>
      ${pin(shown, acts)}
    </div>
    <p class="verdict ${of.tone}">
      ${icon(icons[of.tone], of.tone === 'running' ? 'codicon-modifier-spin' : '')}
      <span>${of.verdict}</span>
      ${of.confidence && !of.verdict.includes(of.confidence) ? html`<span class="confidence">${of.confidence}</span>` : nothing}
    </p>
    ${
      of.progress === undefined
        ? nothing
        : html`<vscode-progress-bar aria-label=${t('Progress of the run')} .value=${of.progress}></vscode-progress-bar>`
    }
    ${shown.isOld ? html`<p class="note">${icon('history')} ${t('This is from before the window was reloaded. Run it again to act on it.')}</p>` : nothing}
    ${of.messages.map((message) => html`<p class="note">${icon('info')} <span>${message}</span></p>`)}
    ${buttons(view, shown, acts)}
    <dl class="facts">
      ${of.facts.map(({ name: what, value }) => html`<div><dt>${what}</dt><dd>${value}</dd></div>`)}
    </dl>
  </header>`;
}

function pin({ pinned }: Shown, { tell, update }: Acts): TemplateResult {
  const turn = () => {
    update({ pinned: !pinned });
    tell({ kind: 'pin', pinned: !pinned });
  };
  const title = pinned ? t('Stays at this function') : t('Follows the function at the cursor');
  return html`<button class="tool" aria-pressed=${pinned ? 'true' : 'false'} title=${title} @click=${turn}>
    ${icon(pinned ? 'pinned' : 'pin')}<span class="heard">${t('Stay at this function')}</span>
  </button>`;
}

function buttons({ phase, head: of, candidates }: CandidatesView, { isOld }: Shown, { tell }: Acts): TemplateResult {
  const best = isOld ? undefined : candidates.find(({ acceptable }) => acceptable);
  const { again } = of;
  const accept = () => best && tell({ kind: 'accept', candidate: best.id });
  const run = () => again && tell({ kind: 'run', command: again.command, ...(again.fresh && { fresh: true }) });
  return html`<div class="buttons">
    ${best ? html`<vscode-button @click=${accept}>${t('Accept the best')}</vscode-button>` : nothing}
    ${phase === 'ended' ? nothing : html`<vscode-button secondary @click=${() => tell({ kind: 'cancel' })}>${t('Cancel')}</vscode-button>`}
    ${again ? html`<vscode-button secondary @click=${run}>${again.label}</vscode-button>` : nothing}
  </div>`;
}
