import { chmodSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findInterpreter } from '../../server/src/execution/interpreter.ts';
import { shimEnvironment } from '../../server/src/execution/shimEnvironment.ts';
import { scratch } from '../scratch.ts';

const place = scratch('interpreter');

const places = {
  PATH: process.env.PATH!,
  HOME: '/home/me',
  LANG: 'de_DE.UTF-8',
  TZ: 'Europe/Berlin',
  TMPDIR: '/tmp',
  VIRTUAL_ENV: '/env',
  PYENV_ROOT: '/pyenv',
  PYENV_VERSION: '3.12.1',
  ASDF_DATA_DIR: '/asdf',
  ASDF_PYTHON_VERSION: '3.11.2',
  CONDA_PREFIX: '/conda',
  CONDA_EXE: '/conda/bin/conda',
  CONDA_DEFAULT_ENV: 'base',
  MISE_DATA_DIR: '/mise',
  MISE_TRUSTED_CONFIG_PATHS: '/project',
  MISE_PYTHON_VERSION: '3.13',
  UV_PYTHON: '3.12',
  UV_PYTHON_INSTALL_DIR: '/uv',
  UV_PROJECT_ENVIRONMENT: '/uv/env',
};
const secrets = {
  OPENAI_API_KEY: 'sk-1',
  AWS_SECRET_ACCESS_KEY: 'a',
  GITHUB_TOKEN: 'g',
  DATABASE_URL: 'postgres://me:secret@db',
  HTTPS_PROXY: 'http://me:secret@proxy',
  CONDA_TOKEN: 't',
  MISE_GITHUB_TOKEN: 'm',
  UV_PUBLISH_TOKEN: 'u',
  UV_INDEX_URL: 'https://me:secret@index',
  UV_INDEX_INTERNAL_PASSWORD: 'p',
  PYTHONSTARTUP: '/home/me/start.py',
};

it('leaves of the environment what shims find an interpreter by, and no secret', () => {
  expect(shimEnvironment({ ...places, ...secrets })).toEqual(places);
  expect(shimEnvironment({ Path: 'C:\\', SystemRoot: 'C:\\Windows', Secret: 's' })).toEqual({
    Path: 'C:\\',
    SystemRoot: 'C:\\Windows',
  });
});

it.skipIf(process.platform === 'win32')('asks an interpreter in that environment', async () => {
  const file = place.file('x = 1\n', 'asked.py');
  const told = place.in('told');
  const shim = place.file(`#!/bin/sh\nenv > '${told}'\nexec python3 "$@"\n`, 'shim');
  chmodSync(shim, 0o755);
  const found = await findInterpreter({ file, flag: shim, env: { ...places, ...secrets, HOME: process.env.HOME } });
  expect(found).toMatchObject({ interpreter: { source: '--interpreter', version: expect.stringMatching(/^3\./) } });
  const names = readFileSync(told, 'utf8')
    .split('\n')
    .map((line) => line.split('=')[0]!);
  expect(names).toEqual(expect.arrayContaining(Object.keys(places)));
  expect(names.filter((name) => name in secrets)).toEqual([]);
});
