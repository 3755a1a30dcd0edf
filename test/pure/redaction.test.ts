import { describe, expect, it } from 'vitest';
import { redactorOf } from '../../server/src/support/redaction.ts';

const machine = { home: '/home/ada', user: 'ada', host: 'analytical-engine' };
const environment = {
  OPENAI_API_KEY: 'sk-planted-0123456789',
  DATABASE_URL: 'postgres://ada:hunter2@db.internal:5432/main',
  PATH: '/usr/bin:/home/ada/bin:/opt/x',
  PROJECT_CODENAME: 'bluebird',
  TERM: 'xterm-256color',
  LANG: 'en_US.UTF-8',
  SHLVL: '2',
  DEBUG: 'true',
  LOCAL_API_KEY: 'ollama',
  SALT_TOKEN: 'a"b\\c\'d-ü',
};
const { values, code, add } = redactorOf(environment, machine);

describe('what goes to a model', () => {
  it.each([
    ["PermissionError: '/home/ada/secret.txt'", "PermissionError: '<HOME>/secret.txt'"],
    ["'sk-planted-0123456789'", "'<OPENAI_API_KEY>'"],
    ['key=sk-planted-0123456789&x', 'key=<OPENAI_API_KEY>&x'],
    ['analytical-engine:8080', '<HOST>:8080'],
    ["{'user': 'ada'}", "{'user': '<USER>'}"],
    ['bluebird', '<PROJECT_CODENAME>'],
    ['postgres://ada:hunter2@db.internal:5432/main', '<DATABASE_URL>'],
    [JSON.stringify(environment.SALT_TOKEN), '"<SALT_TOKEN>"'],
  ])('has no value of the environment: %s', (text, redacted) => {
    expect(values(text)).toBe(redacted);
  });

  it('keeps a word of every day, unless its variable says that it names something of the user’s', () => {
    const { values } = redactorOf(
      { EDITOR: 'emacs', MODE: 'production', AUTHOR: 'Lovelace', DB_PASS: 'swordfish', REGION: 'eu-west-1b' },
      machine,
    );
    expect(values("'emacs' in production")).toBe("'emacs' in production");
    expect(values('Lovelace: swordfish, eu-west-1b')).toBe('<AUTHOR>: <DB_PASS>, <REGION>');
  });

  it('keeps what only looks like one', () => {
    const text = "[2, True, 'true', 'en_US.UTF-8', 'adamant', 'Canada', '/usr/bin/python', 'bluebirds']";
    expect(values(text)).toBe(text);
  });
});

describe('code', () => {
  it('loses secrets alone: a chance word in it means what it says', () => {
    const source = 'def ada(bluebird):\n    return "/home/ada" + bluebird\n';
    expect(code(source)).toBe(source);
    expect(code('key = "sk-planted-0123456789"')).toBe('key = "<OPENAI_API_KEY>"');
  });

  it('keeps a placeholder where a key would be', () => {
    expect(code('model = "ollama"')).toBe('model = "ollama"');
    expect(values("'ollama'")).toBe("'<LOCAL_API_KEY>'");
  });

  it('loses a key that came later, out of the editor’s storage', () => {
    add('stored-key-99', 'API key');
    expect(code('x = "stored-key-99"')).toBe('x = "<API key>"');
    expect(values('stored-key-99 again')).toBe('<API key> again');
  });
});
