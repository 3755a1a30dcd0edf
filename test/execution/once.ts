/** Judges one candidate and prints its statuses, for a test of a limited machine. */
import { Session } from '../../server/src/execution/boundarySession.ts';
import { preparation } from './preparation.ts';

const signal = AbortSignal.timeout(60_000);
const session = await Session.start(preparation(), 2, signal);
const outcomes = await session.evaluate('def f(x):\n    return x\n', signal);
console.log(outcomes.map((one) => (one.kind === 'verdict' ? one.verdict.status : one.reason)).join(' '));
session.close();
