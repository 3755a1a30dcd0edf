import { it } from 'vitest';
import { editor, runSuite } from './launch.ts';
import { reportResults } from './results.ts';

if (editor) it.skip('in a workspace that is not trusted: the desktop launcher can open none');
else reportResults('in a workspace that is not trusted', await runSuite('restricted', { trusted: false }));
