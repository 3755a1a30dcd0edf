/** A program: what of a sample goes into the user's file, in the user's names. */
import type { Import } from './importStatements.ts';
import type { Line } from './layout.ts';

export interface Program {
  /** Equal for programs that differ in comments, layout, docstring and the names of parameters only. */
  readonly key: string;
  readonly body: readonly Line[];
  /** It stands on the line of the `def`. */
  readonly inline?: true;
  /** Taken along only where the user's docstring is empty. */
  readonly docstring?: readonly Line[];
  readonly helpers: readonly PlacedHelper[];
  readonly imports: readonly Import[];
  /** What a user should know of it, in words: `default of x is 3 in the reply, 2 in the file`. */
  readonly notes?: readonly string[];
}

export interface PlacedHelper {
  readonly lines: readonly Line[];
  /** A `def` or `class` has blank lines around it. */
  readonly isDefinition: boolean;
  /** `module`: above the statement of the module that holds the function; `beside`: above the function itself, in its class or function. */
  readonly place: 'module' | 'beside';
}
