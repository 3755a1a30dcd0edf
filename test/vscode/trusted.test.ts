import { runSuite } from './launch.ts';
import { reportResults } from './results.ts';

reportResults('in a trusted workspace', await runSuite('trusted', { trusted: true }));
