/** The document around the page of the candidates view: it may run one script, and load styles and fonts of the extension alone. */

export interface HtmlParts {
  /** Addresses of the built files. */
  readonly script: string;
  readonly style: string;
  /** From where styles and fonts may come, as a policy has it. */
  readonly source: string;
  /** Random, so that no other script can name it. */
  readonly nonce: string;
  readonly title: string;
  /** The language of the page's own words, as HTML has it. */
  readonly language: string;
  /** The translations into that language, by the English text; none for English. */
  readonly bundle: Readonly<Record<string, string>>;
}

export function candidatesHtml({ script, style, source, nonce, title, language, bundle }: HtmlParts): string {
  const policy = `default-src 'none'; style-src ${source}; font-src ${source}; script-src 'nonce-${nonce}'`;
  // Within a script element, only `<` could end it.
  const data = JSON.stringify(bundle).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${style}">
    <title>${title}</title>
  </head>
  <body>
    <div id="root"></div>
    <div id="news" class="heard" role="status"></div>
    <script id="bundle" type="application/json">${data}</script>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
