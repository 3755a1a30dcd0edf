/** Tokens by which a model ends its turn, where a server returns them as text. */

const bars = '<[|｜][^<>|｜\\n]{1,40}[|｜]>';
// `<eos>` could be two comparisons, except at the end of a line.
const words = '<(?:eos|EOT|eot|end_of_turn|end_of_text|end_of_sentence|im_end)>(?=[ \\t]*(?:\\n|$))';

// Python has no such operators. `</b>` is not here: it may be in a string that is read wrongly.
const tags = '</(?:s|code|pre|answer|solution|response|python)>|\\[/[A-Z]+\\]';

/** `<|endoftext|>`, `<｜end▁of▁sentence｜>`, `</s>`, `[/INST]`, `<end_of_turn>`: the source of a regular expression. */
export const endToken = `(?:${bars}|${tags}|${words})`;

// In prose, a token is in backticks.
const lexical = new RegExp(`\\\\[^]|"""|'''|["'#\\n]|${endToken}(?!\`)`, 'g');

/** Cuts Python code at its first end token. A token in a string, in a comment or before `from` does not count. */
export function beforeEndToken(text: string, from = 0): string {
  let quote = '';
  let comment = false;
  lexical.lastIndex = from;
  for (let match = lexical.exec(text); match; match = lexical.exec(text)) {
    const [found] = match;
    if (found === '\n') {
      comment = false;
      if (quote.length === 1) quote = '';
    } else if (comment) lexical.lastIndex = match.index + 1;
    else if (quote) {
      if (found.startsWith(quote)) {
        // `""""` closes a one-quote string by its first character.
        lexical.lastIndex = match.index + quote.length;
        quote = '';
      } else if (found.length > 1 && found[0] !== '\\') lexical.lastIndex = match.index + 1;
    } else if (found === '#') comment = true;
    else if (/^["']/.test(found)) quote = found;
    else if (/^[<[]/.test(found)) {
      const before = text.slice(0, match.index);
      if (/\S/.test(before)) return before;
    }
  }
  return text;
}
