/** A program: the part of a sample that goes into the user's file, with the user's names. */
import type { Import } from './importStatements.ts';
import type { Line } from './layout.ts';

export interface Program {
  /** Equal for programs that differ only in comments, layout, docstring and the names of parameters. */
  readonly key: string;
  readonly body: readonly Line[];
  /** The body is on the line of the `def`. */
  readonly inline?: true;
  /** Taken only where the user's docstring is empty. */
  readonly docstring?: readonly Line[];
  readonly helpers: readonly PlacedHelper[];
  readonly imports: readonly Import[];
  /** Notes for the user: `default of x is 3 in the reply, 2 in the file`. */
  readonly notes?: readonly string[];
}

export interface PlacedHelper {
  readonly lines: readonly Line[];
  /** A `def` or `class` has blank lines around it. */
  readonly isDefinition: boolean;
  /** `module`: above the statement of the module that holds the function; `beside`: above the function itself, in its class or function. */
  readonly place: 'module' | 'beside';
}
