/** What is read now and then: rounds, behaviours, what did not run, earlier syntheses. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CandidatesView, PastSynthesis } from '../protocol/candidates.ts';
import { t } from './l10n.ts';
import { plot } from './plot.ts';
import type { Acts, Shown } from './shown.ts';

/** The names by which the state of the page keeps what is open, with their titles. */
const titles = { rounds: t('Rounds'), behaviours: t('Behaviours'), notRun: t('Not run'), history: t('History') };
type Section = keyof typeof titles;

export function sections(view: CandidatesView, shown: Shown, acts: Acts): TemplateResult {
  const { rounds, behaviours, notes, history } = view;
  const section = (id: Section, about: string, content: TemplateResult) => {
    const turned = ({ target }: Event) => {
      const open = new Set(shown.open);
      if ((target as HTMLDetailsElement).open) open.add(id);
      else open.delete(id);
      if (open.size !== shown.open.size) acts.update({ open });
    };
    // The library's collapsible part does not tell screen readers whether it is open.
    return html`<details ?open=${shown.open.has(id)} @toggle=${turned}>
      <summary><h2>${titles[id]}</h2> <span class="quiet">${about}</span></summary>
      <div class="inside">${content}</div>
    </details>`;
  };
  return html`<div class="sections">
    ${rounds.length > 1 ? section('rounds', roundsInWords(view), roundsTable(view)) : nothing}
    ${behaviours.length > 1 ? section('behaviours', t('{0} among the programs that pass', behaviours.length), behavioursTable(view)) : nothing}
    ${notes.length > 0 ? section('notRun', notes.length === 1 ? t('1 note') : t('{0} notes', notes.length), html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`) : nothing}
    ${history.length > 1 ? section('history', t('{0} syntheses of this function', history.length), past(history)) : nothing}
  </div>`;
}

function roundsInWords({ rounds }: CandidatesView): string {
  return rounds.map(({ passing, received }) => t('{0} of {1}', passing, received)).join(`, ${t('then')} `);
}

function roundsTable({ rounds }: CandidatesView): TemplateResult {
  return html`<table>
    <thead><tr><th scope="col">${t('Round')}</th><th scope="col" class="number">${t('Samples')}</th><th scope="col" class="number">${t('Pass')}</th></tr></thead>
    <tbody>
      ${rounds.map(
        ({ name, received, passing }) =>
          html`<tr><th scope="row">${name}</th><td class="number">${received}</td><td class="number">${passing}</td></tr>`,
      )}
    </tbody>
  </table>`;
}

function behavioursTable({ behaviours }: CandidatesView): TemplateResult {
  return html`<table>
    <thead><tr><th scope="col">${t('Behaviour')}</th><th scope="col" class="number">${t('Candidates')}</th><th scope="col">${t('Weight')}</th></tr></thead>
    <tbody>
      ${behaviours.map(
        ({ name, candidates, weight }) =>
          html`<tr><th scope="row"><span class="letter">${name}</span></th><td class="number">${candidates}</td><td>${weight}</td></tr>`,
      )}
    </tbody>
  </table>`;
}

function past(history: readonly PastSynthesis[]): TemplateResult {
  return html`${plot(history)}
    <table>
      <thead>
        <tr>
          <th scope="col">${t('When')}</th><th scope="col">${t('Sampler')}</th><th scope="col" class="number">${t('Examples')}</th>
          <th scope="col" class="number">${t('Pass')}</th><th scope="col">${t('End')}</th>
        </tr>
      </thead>
      <tbody>
        ${history.toReversed().map(
          (one) => html`<tr aria-current=${one.current ? 'true' : nothing}>
            <th scope="row">${one.at}</th><td>${one.sampler}</td><td class="number">${one.examples}</td>
            <td class="number">${t('{0} of {1}', one.passing, one.received)}</td><td>${one.accepted ? t('accepted') : one.state}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}
