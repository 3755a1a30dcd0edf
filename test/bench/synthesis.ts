/** Measures the time from the last byte of the tenth reply to the last verdict, and the server's memory after a hundred syntheses. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outcome } from '../../protocol/commands.ts';
import { Editor } from '../server/editor.ts';
import { type Figure, median } from './table.ts';

const ROUNDS = 15;
const SYNTHESES = 100;

export async function synthesis(): Promise<Figure[]> {
  const server = await replies();
  const editor = await Editor.start({
    inOwnProcess: true,
    settings: { sampler: 'openai', baseUrl: server.url, model: 'recorded', samples: 10 },
  });
  try {
    const before = resident(editor.pid);
    const delays: number[] = [];
    for (let index = 0; index < SYNTHESES; index++) {
      const name = `add_${index}`;
      const uri = await editor.open(
        `def ${name}(a, b):\n    """Return the sum."""\n\n\nassert ${name}(1, 2) == 3\nassert ${name}(0, 0) == 0\nassert ${name}(5, 5) == 10\n`,
      );
      // With its own token, the request gets its answer at the end of the synthesis.
      const about = { uri, function: name };
      const { state } = await editor.execute<Outcome>('assay.server.synthesize', about, { workDoneToken: name });
      if (state !== 'done') throw new Error(`the synthesis of ${name} ended as ${state}`);
      if (index < ROUNDS) delays.push(performance.now() - server.sent());
      await editor.close(uri);
    }
    const reference = { name: 'python3 -I -S -c pass', value: bare() };
    return [
      { name: 'last reply to last verdict, 10 samples', value: median(delays), unit: 'ms', aim: 1000, reference },
      {
        name: `resident memory after ${SYNTHESES} syntheses`,
        value: resident(editor.pid),
        unit: 'MB',
        aim: 150,
        reference: { name: 'at the start', value: before },
      },
    ];
  } finally {
    await editor.stop();
    await server.close();
  }
}

/** A server whose ten replies are ten different programs; `sent` is when the last byte of the last one left. */
async function replies(): Promise<{ url: string; sent(): number; close(): Promise<void> }> {
  let at = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const name = /def (add_\d+)/.exec(body)?.[1] ?? 'add';
      const { n = 1 } = JSON.parse(body) as { n?: number };
      const choices = Array.from({ length: n }, (_, index) => ({
        index,
        finish_reason: 'stop',
        message: {
          role: 'assistant',
          content: `\`\`\`python\ndef ${name}(a, b):\n    return a + b + ${index} - ${index}\n\`\`\``,
        },
      }));
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ id: 'x', object: 'chat.completion', created: 0, model: 'recorded', choices }),
        () => {
          at = performance.now();
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    sent: () => at,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}

function bare(): number {
  const times = Array.from({ length: 7 }, () => {
    const started = performance.now();
    spawnSync('python3', ['-I', '-S', '-c', 'pass']);
    return performance.now() - started;
  });
  return median(times);
}
