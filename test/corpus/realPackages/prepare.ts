/** Unpacks the sdists of packages, each beside an environment in which it is installed in place. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { newEnvironment } from '../../servers/environment.ts';
import type { RealPackage } from './packages.ts';

const run = promisify(execFile);
const home = path.join(import.meta.dirname, '..', '..', '..', 'artifacts', 'realPackages');
/** The builders of sdists, installed once: an environment for each build would take longer than the tests. */
const builders = [
  'setuptools>=77',
  'wheel',
  'setuptools-scm',
  'flit-core',
  'hatchling',
  'hatch-vcs',
  'poetry-core',
  'pdm-backend',
];
const plugins = ['hatch-fancy-pypi-readme', 'editables', 'pip>=24'];

export interface Prepared {
  readonly name: string;
  readonly folder: string;
  readonly python: string;
}

/** The environment that downloads and builds; made once. */
export function toolbox(): string | undefined {
  const folder = path.join(home, 'toolbox');
  const made = path.join(folder, 'made');
  const packages = [...builders, ...plugins];
  const asked = JSON.stringify(packages);
  if (existsSync(made) && readFileSync(made, 'utf8') === asked) return path.join(folder, 'bin', 'python');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const python = newEnvironment(folder, packages);
  if (python) writeFileSync(made, asked);
  return python;
}

/** Downloads once and unpacks each time, so that changes of a run are lost. Returns a reason if that fails. */
export async function prepare({ name, version, needs = [] }: RealPackage, tools: string): Promise<Prepared | string> {
  try {
    const archive = await sdist(version ? `${name}==${version}` : name, tools);
    const sources = path.join(home, 'sources', name);
    rmSync(sources, { recursive: true, force: true });
    mkdirSync(sources, { recursive: true });
    await run('tar', ['xzf', archive, '-C', sources]);
    const folder = path.join(sources, readdirSync(sources)[0]!);
    return { name, folder, python: await installed(name, folder, needs, tools) };
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return (stderr?.split('\n').findLast((line) => /error/i.test(line)) ?? message).trim().slice(0, 200);
  }
}

async function sdist(requirement: string, tools: string): Promise<string> {
  const folder = path.join(home, 'sdists', requirement);
  const have = () => (existsSync(folder) ? readdirSync(folder).find((one) => one.endsWith('.tar.gz')) : undefined);
  if (!have()) {
    const options = ['--quiet', '--no-deps', '--no-binary', ':all:', '--no-build-isolation', '--dest', folder];
    await run(tools, ['-m', 'pip', 'download', ...options, requirement], { env: building(tools), timeout: 300_000 });
  }
  const found = have();
  if (!found) throw new Error(`no sdist of ${requirement}`);
  return path.join(folder, found);
}

/** Installs the package with pytest in its own environment, as its developers do. */
async function installed(name: string, folder: string, needs: readonly string[], tools: string): Promise<string> {
  const environment = path.join(home, 'environments', name);
  const made = path.join(environment, 'made');
  const python = path.join(environment, 'bin', 'python');
  const asked = JSON.stringify([folder, needs]);
  if (existsSync(made) && readFileSync(made, 'utf8') === asked) return python;
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(path.dirname(environment), { recursive: true });
  await run(tools, ['-m', 'venv', '--without-pip', environment]);
  const pip = (...args: string[]) =>
    run(tools, ['-m', 'pip', '--python', python, 'install', '--quiet', ...args], {
      env: building(tools),
      timeout: 300_000,
    });
  await pip('pytest', ...needs);
  // The environment has the builders only during the build.
  const library = readdirSync(path.join(environment, 'lib'))[0]!;
  const lent = path.join(environment, 'lib', library, 'site-packages', 'toolbox.pth');
  writeFileSync(lent, `${path.join(path.dirname(tools), '..', 'lib', library, 'site-packages')}\n`);
  await pip('--no-build-isolation', '--config-settings', 'editable_mode=compat', '--editable', folder);
  rmSync(lent);
  writeFileSync(made, asked);
  return python;
}

/** Builders start their tools by name. */
function building(tools: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${path.dirname(tools)}${path.delimiter}${process.env.PATH}` };
}
