/** A candidate's code, and what it changes in the present body. */
import { diffLines } from 'diff';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownCandidate } from '../protocol/candidates.ts';
import { t } from './l10n.ts';
import { colouredLines } from './python.ts';

export function code({ code: text, untried }: ShownCandidate, name: string): TemplateResult {
  const unreached = new Set(untried);
  const lines = colouredLines(text).map((pieces, index) => {
    const isUnreached = unreached.has(index + 1);
    return html`<div class=${isUnreached ? 'line unreached' : 'line'} title=${isUnreached ? t('No example runs this line') : nothing}
      ><span class="number" aria-hidden="true">${index + 1}</span
      ><span class="text">${pieces}</span>${isUnreached ? html`<span class="heard"> (${t('no example runs this line')})</span>` : nothing}</div>`;
  });
  return html`<div class="code" role="region" tabindex="0" aria-label=${t('Code of {0}', name)}>${lines}</div>`;
}

type Mark = 'same' | 'removed' | 'added';
const signs: Readonly<Record<Mark, string>> = { same: ' ', removed: '−', added: '+' };
const heard: Readonly<Record<Mark, string>> = { same: '', removed: `${t('removed')}: `, added: `${t('added')}: ` };

export function changes({ code: text }: ShownCandidate, body: string, name: string): TemplateResult {
  const [before, after] = [colouredLines(body), colouredLines(text)];
  let [own, others] = [0, 0];
  const lines: TemplateResult[] = [];
  const put = (mark: Mark, pieces: TemplateResult | undefined) => {
    lines.push(
      html`<div class="line ${mark}"><span class="number" aria-hidden="true">${signs[mark]}</span
        ><span class="heard">${heard[mark]}</span><span class="text">${pieces}</span></div>`,
    );
  };
  for (const { count, added, removed } of diffLines(`${body}\n`, `${text}\n`)) {
    for (let each = 0; each < count; each++) {
      if (removed) put('removed', before[own++]);
      else if (added) put('added', after[others++]);
      else {
        put('same', after[others++]);
        own++;
      }
    }
  }
  const label = t('Changes that {0} makes in the present body', name);
  return html`<div class="code" role="region" tabindex="0" aria-label=${label}>${lines}</div>`;
}
