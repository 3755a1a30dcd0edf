/** The question that tells candidates apart. An answer becomes an example in the file. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownQuestion } from '../protocol/candidates.ts';
import { icon } from './icon.ts';
import { t } from './l10n.ts';
import type { Acts } from './shown.ts';

export function question({ call, source, why, answers, model }: ShownQuestion, { tell }: Acts): TemplateResult {
  const [before, after] = t('What should {0} give?').split('{0}');
  return html`<section class="card question" aria-labelledby="question">
    <h2 id="question">${icon('question')} ${before}<code>${call}</code>${after}</h2>
    <p class="quiet">${why} ${t('The answer becomes an example.')}${model ? ` ${t('Asked too, {0}.', model)}` : ''}</p>
    <ul class="answers" aria-labelledby="question">
      ${answers.map((answer) => html`<li>${option(answer, source, tell)}</li>`)}
    </ul>
    <div class="buttons">
      <vscode-button secondary @click=${() => tell({ kind: 'otherAnswer', call: source })}>${t('Another value…')}</vscode-button>
      <vscode-button secondary @click=${() => tell({ kind: 'answer', answer: { call: source, kind: 'cannotHappen' } })}>${t('That can’t happen')}</vscode-button>
    </div>
  </section>`;
}

function option(
  { label, support, value, kind, behaviours }: ShownQuestion['answers'][number],
  call: string,
  tell: Acts['tell'],
): TemplateResult {
  const shown = html`<code>${label}</code><span class="quiet">${support}</span
    ><span class="letters">${behaviours.map((name) => html`<span class="letter" title=${t('Behaviour {0}', name)}>${name}</span>`)}</span>`;
  if (kind === 'unwritable') return html`<div class="answer" title=${t('No assert can say this.')}>${shown}</div>`;
  return html`<button class="answer" @click=${() => tell({ kind: 'answer', answer: { call, value, kind } })}>${shown}${nothing}</button>`;
}
