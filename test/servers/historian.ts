/** Writes into a history as one of several processes: `node historian.ts FILE NAME COUNT`. Fails on the first problem. */
import { History } from '../../server/src/history/index.ts';
import { specified } from './specified.ts';

const [file, name, count] = process.argv.slice(2);
const history = new History({
  file,
  problem: (line) => {
    console.error(`${name}: ${line}`);
    process.exit(1);
  },
});
const about = { specification: specified(), sampler: 'openai', destination: 'this machine', requested: 1 };
const came = {
  state: 'done',
  samples: [],
  candidates: [],
  requested: 1,
  received: 1,
  passing: 0,
  rounds: 1,
  seconds: 0,
} as const;
for (let index = 0; index < Number(count); index++) history.end(history.begin({ ...about, file: `/${name}.py` }), came);
history.close();
