import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { inTerminal } from '../../server/src/cli/words.ts';

it.each([
  ['Set assay.baseUrl and assay.model.', 'Set --base-url and --model.'],
  ['assay.samples is 0: it must be a whole number.', '-k is 0: it must be a whole number.'],
  ['below assay.sandbox.minimum "full".', 'below --minimum "full".'],
  ['Choose another in assay.interpreter.', 'Choose another in --interpreter.'],
  ['Raise assay.requestTimeout, or assay.price.prompt.', 'Raise --request-timeout, or --price-prompt.'],
  ['It wants a key. Run “Assay: Set API Key”.', /^It wants a key\. Set OPENAI_API_KEY, beside OPENAI_BASE_URL/],
])('says in the terminal what an editor calls %s', (message, said) => {
  expect(inTerminal(message)).toMatch(said);
});

it('leaves no advice for the terminal in what an editor shows', () => {
  const source = path.join(import.meta.dirname, '..', '..', 'server', 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/^(agents\/|cli\/|main\.ts)/.test(file),
  );
  const told = files.flatMap((file) =>
    readFileSync(path.join(source, file), 'utf8')
      .split('\n')
      // Sentences have blanks around the flag; the name of a source has not.
      .filter(
        (line) => /in a terminal|["'`\w.] --[a-z]{3,}|[Rr]un ['“]?assay /.test(line) && !/^\s*(\/\/|\/?\*)/.test(line),
      )
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(told).toEqual([]);
});
