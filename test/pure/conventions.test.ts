/** What Assay promises to an editor and to its user: the oldest VS Code, trust, where it runs, and whom it calls. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const sources = ['client', 'server/src', 'protocol', 'webview'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const [major, minor] = manifest.engines.vscode.replace('^', '').split('.').map(Number) as [number, number];

describe('the oldest VS Code', () => {
  it('is the one whose interface the client is compiled against, and no other can slip in', () => {
    const pinned = manifest.devDependencies['@types/vscode'];
    expect(manifest.engines.vscode).toBe(`^${pinned}`);
    expect(JSON.parse(read('node_modules/@types/vscode/package.json')).version).toBe(pinned);
  });

  it('is not older than what the client library needs', () => {
    const { engines } = JSON.parse(read('node_modules/vscode-languageclient/package.json'));
    const [theirs, least] = engines.vscode.replace('^', '').split('.').map(Number);
    expect(theirs).toBe(major);
    expect(least).toBeLessThanOrEqual(minor);
  });

  it('is told to users', () => {
    expect(read('README.md')).toContain(`VS Code ${major}.${minor} or later`);
  });
});

describe('the extension', () => {
  it('runs where the files and the interpreter are, in remote windows and containers too', () => {
    expect(manifest.extensionKind).toEqual(['workspace']);
    expect(manifest).not.toHaveProperty('browser');
    const { virtualWorkspaces } = manifest.capabilities;
    expect(virtualWorkspaces.supported).toBe(false);
  });

  it('takes from a folder that is not trusted no setting that runs, sends or loosens something', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces.supported).toBe('limited');
    const harmless = /^assay\.(?:codeLens|problems|testingView|trace\.server)$/;
    const open = manifest.contributes.configuration
      .flatMap(({ properties }) => Object.entries(properties as unknown as Record<string, { readonly scope?: string }>))
      .filter(([name, { scope }]) => scope !== 'machine' && !harmless.test(name))
      .map(([name]) => name);
    expect(untrustedWorkspaces.restrictedConfigurations).toEqual(expect.arrayContaining(open));
  });

  it('keeps keys in the secret storage, in one file', () => {
    const using = sources.filter((file) => /\bsecrets\.(?:get|store|delete)\(/.test(read(file)));
    expect(using).toEqual(['client/keys.ts']);
  });
});

describe('telemetry', () => {
  it('is none, and users are told so', () => {
    expect(read('README.md')).toContain('There is no telemetry.');
    const telemetry = /telemetry|analytics|sentry|insights|amplitude|mixpanel|posthog|segment|statsd|sendBeacon/i;
    const wrong = sources.filter((file) => telemetry.test(withoutComments(read(file))));
    expect(wrong).toEqual([]);
  });

  it('could leave by no other way: only the samplers open connections, and only to an address of the user', () => {
    const calls =
      /(?<![.\w#])fetch\(|globalThis\.fetch|XMLHttpRequest|WebSocket|EventSource|\bnode:(?:https?|http2|tls|dgram)\b/;
    const others = sources.filter(
      (file) => !file.startsWith('server/src/sampling/') && calls.test(withoutComments(read(file))),
    );
    expect(others).toEqual([]);
    const hosts = sources.flatMap((file) =>
      [...withoutComments(read(file)).matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host!),
    );
    expect([...new Set(hosts)].sort()).toEqual(['127.0.0.1', 'api.openai.com', 'localhost']);
  });
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1');
}
