/** One candidate on one example: the example, both values with their differences, and what went wrong. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CandidatesView, ShownCandidate, ShownVerdict, ValueLine } from '../protocol/candidates.ts';
import { icon } from './icon.ts';
import { t } from './l10n.ts';
import { statusIcons } from './matrix.ts';
import { colouredLines } from './python.ts';
import type { Acts, Shown } from './shown.ts';

export function result(
  { examples }: CandidatesView,
  { statuses }: ShownCandidate,
  { selected, verdict }: Shown,
  { tell }: Acts,
): TemplateResult | typeof nothing {
  const example = selected?.example === undefined ? undefined : examples[selected.example];
  if (!example) return nothing;
  const { place, line } = example;
  const where = place
    ? html`<button class="link quiet" title=${t('Go to the example')} @click=${() => tell({ kind: 'reveal', place })}>${place.label}</button>`
    : html`<span class="quiet">${t('line {0}', line)}</span>`;
  return html`<section class="result" aria-labelledby="result">
    <div class="title">
      <h3 id="result">${t('Example')}</h3>
      ${where}
    </div>
    ${verdict ? outcome(verdict) : html`<div class="code plain">${example.label}</div><p class="quiet">${statuses[selected!.example!] ? t('Reading the values…') : t('It has not run yet.')}</p>`}
  </section>`;
}

function outcome(verdict: ShownVerdict): TemplateResult {
  const { source, status, words, difference, message, ms, lines, expected, actual } = verdict;
  const shown = lines.length > 0 ? lineByLine(lines) : sideBySide(expected, actual, status === 'fail');
  return html`
    <div class="code plain" role="region" tabindex="0" aria-label=${t('Source of the example')}>${colouredLines(source).map((line) => html`<div class="line"><span class="text">${line}</span></div>`)}</div>
    <p class="outcome ${status}">
      ${icon(statusIcons[status], status)} <span>${words}${difference ? html`: <code>${difference}</code>` : nothing}</span>
      <span class="quiet">${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms</span>
    </p>
    ${message ? html`<div class="code plain message" role="region" tabindex="0" aria-label=${t('Message')}>${message}</div>` : nothing}
    ${shown}`;
}

function sideBySide(
  expected: string | undefined,
  actual: string | undefined,
  isFailure: boolean,
): TemplateResult | typeof nothing {
  if (!isFailure || (expected === undefined && actual === undefined)) return nothing;
  const row = (name: string, value: string | undefined, look: string) =>
    value === undefined
      ? nothing
      : html`<dt>${name}</dt><dd class=${look}>${value === '' ? html`<i>${t('nothing')}</i>` : html`<code>${value}</code>`}</dd>`;
  return html`<dl class="values">${row(t('expected'), expected, 'wanted')}${row(t('got'), actual, 'given')}</dl>`;
}

const signs: Readonly<Record<ValueLine['in'], string>> = { both: ' ', expected: '−', actual: '+', 'left out': ' ' };
const heard: Readonly<Record<ValueLine['in'], string>> = {
  both: '',
  expected: `${t('expected')}: `,
  actual: `${t('got')}: `,
  'left out': '',
};
const looks: Readonly<Record<ValueLine['in'], string>> = {
  both: 'same',
  expected: 'wanted',
  actual: 'given',
  'left out': 'left-out',
};

function lineByLine(lines: readonly ValueLine[]): TemplateResult {
  return html`<div class="compared">
    <p class="keys" aria-hidden="true"><span class="wanted">− ${t('expected')}</span> <span class="given">+ ${t('got')}</span></p>
    <div class="code plain" role="region" tabindex="0" aria-label=${t('The expected value and what was got, line by line')}>
      ${lines.map(
        ({ in: where, indent, parts }) => html`<div class="line ${looks[where]}"
          ><span class="number" aria-hidden="true">${signs[where]}</span><span class="heard">${heard[where]}</span
          ><span class="text">${'  '.repeat(indent)}${where === 'left out' ? '⋯ ' : nothing}${parts.map(({ text, differs }) => (differs ? html`<mark>${text}</mark>` : text))}</span></div>`,
      )}
    </div>
  </div>`;
}
