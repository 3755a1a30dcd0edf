import { it } from 'vitest';
import { everyFunction } from './functions.ts';

it('every function of the standard library can be read, replaced by itself and by another body', (context) =>
  everyFunction('stdlib', context));
