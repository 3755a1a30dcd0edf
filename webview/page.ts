/** The page as a whole. All text from outside goes into text nodes and attributes, never into markup. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CandidatesView, NoCandidates } from '../protocol/candidates.ts';
import { detail } from './detail.ts';
import { head } from './head.ts';
import { icon } from './icon.ts';
import { t } from './l10n.ts';
import { matrix } from './matrix.ts';
import { question } from './question.ts';
import { sections } from './sections.ts';
import type { Acts, Shown } from './shown.ts';

export function page(shown: Shown, acts: Acts): TemplateResult {
  const { view } = shown;
  if (!view) return html`<main class="empty"><p class="quiet">${t('Reading the report…')}</p></main>`;
  if ('empty' in view) return empty(view, shown, acts);
  return html`<main>
    ${head(view, shown, acts)}
    ${view.question && !shown.isOld ? question(view.question, acts) : nothing}
    ${doubts(view, acts)}
    <div class="columns">
      <div class="column">${matrix(view, shown)}</div>
      <div class="column">${detail(view, shown, acts)}</div>
    </div>
    ${sections(view, shown, acts)}
  </main>`;
}

/** Says why there is nothing, and what to do. */
function empty(
  { empty: why, function: name, next }: NoCandidates,
  { pinned }: Shown,
  { tell, update }: Acts,
): TemplateResult {
  const unpin = () => {
    update({ pinned: false });
    tell({ kind: 'pin', pinned: false });
  };
  return html`<main class="empty">
    ${icon('beaker', 'large')}
    <h1>${name ?? t('No function is selected')}</h1>
    <p>${why}</p>
    ${
      next
        ? html`<vscode-button @click=${() => tell({ kind: 'run', command: next.command })}>${next.label}</vscode-button>`
        : nothing
    }
    <p class="quiet">${t('This view follows the cursor: put it into a function with examples.')}</p>
    ${pinned ? html`<vscode-button secondary @click=${unpin}>${t('Follow the cursor')}</vscode-button>` : nothing}
  </main>`;
}

function doubts({ doubts: all }: CandidatesView, { tell }: Acts): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<section class="card doubts" aria-labelledby="doubts">
    <h2 id="doubts">${icon('warning')} ${all.length === 1 ? t('An example is doubtful') : t('Examples are doubtful')}</h2>
    ${all.map(
      ({ text, place, fix }) => html`<div class="doubt">
        <p>
          <button class="link" @click=${() => tell({ kind: 'reveal', place })}>${place.label}</button> ${text}
        </p>
        ${
          fix
            ? html`<vscode-button secondary @click=${() => tell({ kind: 'correct', line: fix.line })}>${fix.label}</vscode-button>`
            : nothing
        }
      </div>`,
    )}
  </section>`;
}
