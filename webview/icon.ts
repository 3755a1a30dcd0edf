import { html, type TemplateResult } from 'lit';

/** A codicon. The text beside it says the same, so that screen readers pass it over. */
export function icon(name: string, look = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${look}" aria-hidden="true"></span>`;
}
