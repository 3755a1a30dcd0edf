/** Virtual environments for tests. If one can't be made, it is left out with a message. */
import * as environments from '../../scripts/environment.ts';

/** The interpreter of a new environment in `folder`; undefined where pip can't install the packages. */
export function newEnvironment(folder: string, packages: readonly string[]): string | undefined {
  return orLeftOut(() => environments.newEnvironment(folder, packages));
}

/** The same, made once. */
export function keptEnvironment(folder: string, packages: readonly string[]): string | undefined {
  return orLeftOut(() => environments.keptEnvironment(folder, packages));
}

function orLeftOut(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    console.log(`Left out: ${(error as Error).message}`);
    return undefined;
  }
}
