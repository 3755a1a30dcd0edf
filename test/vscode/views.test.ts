import { runSuite } from './launch.ts';
import { reportResults } from './results.ts';

reportResults('views', await runSuite('views', { trusted: true }));
