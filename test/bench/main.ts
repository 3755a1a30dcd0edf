/** `npm run bench`: the figures for the editor. Builds and packages first. Timings never fail. */
import { statSync } from 'node:fs';
import { packageExtension } from '../../scripts/package.ts';
import { activation } from './activation.ts';
import { editing } from './editing.ts';
import { synthesis } from './synthesis.ts';
import { print } from './table.ts';

const vsix = await packageExtension();
print('Editor', [
  ...(await activation()),
  ...(await editing()),
  ...(await synthesis()),
  { name: 'size of the .vsix', value: statSync(vsix).size / 1e6, unit: 'MB', aim: 3 },
]);
