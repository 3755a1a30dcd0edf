import { runSuite } from './launch.ts';
import { reportResults } from './results.ts';

reportResults('an extension that ends', await runSuite('deactivation', { trusted: true }));
