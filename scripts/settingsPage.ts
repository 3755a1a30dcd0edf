/** Writes docs/settings.md from the manifest: `npm run docs:settings`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

interface Property {
  readonly type: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope?: string;
  readonly order?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface Group {
  readonly title: string;
  readonly properties: Readonly<Record<string, Property>>;
}

const scopes: Record<string, string> = {
  resource: 'per folder',
  window: 'per window',
  machine: 'this machine only: no workspace can set it',
  'machine-overridable': 'this machine; a trusted workspace can override it',
  application: 'all of VS Code',
};

/** The text of the page, as the manifest has the settings. */
export function settingsPage(): string {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const groups: readonly Group[] = [manifest.contributes.configuration].flat();
  const pages = groups.map(({ title, properties }) =>
    [
      ...(groups.length > 1 ? [`## ${said(title)}`] : []),
      ...Object.entries(properties)
        .sort(([, one], [, other]) => (one.order ?? 0) - (other.order ?? 0))
        .map(([name, property]) => section(name, property, groups.length > 1 ? '###' : '##')),
    ].join('\n\n'),
  );
  return `# Settings

<!-- Written by \`npm run docs:settings\` from package.json: change the settings there. -->

Other editors take them without the prefix in the section \`assay\` ([docs/editors.md](editors.md)); the terminal has options instead (\`assay synth --help\`). A comment on the line above a function sets \`k\`, \`temperature\`, \`timeout\` or \`model\` for it: \`# assay: k=20 temperature=1.0\`.

${pages.join('\n\n')}
`;
}

function section(name: string, property: Property, heading: string): string {
  const { minimum, maximum, scope } = property;
  const limits = minimum === undefined && maximum === undefined ? '' : `, ${minimum ?? ''} to ${maximum ?? 'any'}`;
  const facts = [
    `default \`${JSON.stringify(property.default ?? null)}\``,
    `${[property.type].flat().join(' or ')}${limits}`,
    ...(scope === undefined ? [] : [scopes[scope] ?? scope]),
  ];
  const told = property.markdownEnumDescriptions ?? property.enumDescriptions ?? [];
  const values = (property.enum ?? []).map((value, at) => {
    const meaning = said(told[at] ?? '');
    return `- \`${JSON.stringify(value)}\`${meaning === '' ? '' : `: ${meaning}`}`;
  });
  return [
    `${heading} \`${name}\``,
    said(property.markdownDescription ?? property.description ?? '').trim(),
    ...(values.length > 0 ? [values.join('\n')] : []),
    `_${facts.join(' · ')}_`,
  ].join('\n\n');
}

/** The text itself, or the one that package.nls.json has for `%key%`. */
function said(text: string): string {
  const key = /^%(.+)%$/.exec(text)?.[1];
  if (key === undefined) return text.replaceAll(/`#(assay\.[\w.]+)#`/g, '`$1`');
  const known = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8'));
  return said(known[key] ?? text);
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(path.join(root, 'docs', 'settings.md'), settingsPage());
}
