/** What is read now and then: rounds, behaviours, what did not run, earlier syntheses. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CandidatesView, PastSynthesis } from '../protocol/candidates.ts';
import { plot } from './plot.ts';
import type { Acts, Shown } from './shown.ts';

export function sections(view: CandidatesView, shown: Shown, acts: Acts): TemplateResult {
  const { rounds, behaviours, notes, history } = view;
  const section = (name: string, about: string, content: TemplateResult) => {
    const turned = ({ target }: Event) => {
      const open = new Set(shown.open);
      if ((target as HTMLDetailsElement).open) open.add(name);
      else open.delete(name);
      if (open.size !== shown.open.size) acts.update({ open });
    };
    // The library's collapsible part does not tell screen readers whether it is open.
    return html`<details ?open=${shown.open.has(name)} @toggle=${turned}>
      <summary><h2>${name}</h2> <span class="quiet">${about}</span></summary>
      <div class="inside">${content}</div>
    </details>`;
  };
  return html`<div class="sections">
    ${rounds.length > 1 ? section('Rounds', roundsInWords(view), roundsTable(view)) : nothing}
    ${behaviours.length > 1 ? section('Behaviours', `${behaviours.length} among the programs that pass`, behavioursTable(view)) : nothing}
    ${notes.length > 0 ? section('Not run', count(notes.length, 'note'), html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`) : nothing}
    ${history.length > 1 ? section('History', `${history.length} syntheses of this function`, past(history)) : nothing}
  </div>`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function roundsInWords({ rounds }: CandidatesView): string {
  return rounds.map(({ passing, received }) => `${passing} of ${received}`).join(', then ');
}

function roundsTable({ rounds }: CandidatesView): TemplateResult {
  return html`<table>
    <thead><tr><th scope="col">Round</th><th scope="col" class="number">Samples</th><th scope="col" class="number">Pass</th></tr></thead>
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
    <thead><tr><th scope="col">Behaviour</th><th scope="col" class="number">Candidates</th><th scope="col">Weight</th></tr></thead>
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
          <th scope="col">When</th><th scope="col">Sampler</th><th scope="col" class="number">Examples</th>
          <th scope="col" class="number">Pass</th><th scope="col">End</th>
        </tr>
      </thead>
      <tbody>
        ${history.toReversed().map(
          (one) => html`<tr aria-current=${one.current ? 'true' : nothing}>
            <th scope="row">${one.at}</th><td>${one.sampler}</td><td class="number">${one.examples}</td>
            <td class="number">${one.passing} of ${one.received}</td><td>${one.accepted ? 'accepted' : one.state}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}
