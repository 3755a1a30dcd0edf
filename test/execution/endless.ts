/** A server with a candidate that never ends. It prints a line once the candidate runs, and the test kills it. */
import { Session } from '../../server/src/execution/boundarySession.ts';
import { preparation, python } from './preparation.ts';

const signal = new AbortController().signal;
const interpreter = { ...python, singleUse: process.argv.includes('single-use') };
const session = await Session.start(preparation({ interpreter, timeout: 60 }), 2, signal);
const judged = session.evaluate('def f(x):\n    while True:\n        pass\n', signal);
console.log('runs');
await judged;
