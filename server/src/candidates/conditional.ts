/** Finds a function under `try`, `if` or `with`. Only running the statement shows which of its bodies counts. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, nameOf, ownDescendants, statementsOf } from '../python/nodes.ts';
import { definitionsIn, type Found, ownFormals, type Wanted } from './definition.ts';
import { fitOf } from './parameters.ts';
import { isStub } from './stubs.ts';

/** The definition with the user's name in a branch of the module or of a class, with its whole statement. */
export function conditionalDefinition(root: Node, wanted: Wanted): Found | undefined {
  const classes = definitionsIn(root).filter(({ type }) => type === 'class_definition');
  for (const owner of [undefined, ...classes]) {
    const block = owner ? bodyOf(owner) : root;
    const found = block && statementsOf(block).findLast((statement) => definedIn(statement, wanted).length > 0);
    if (!found) continue;
    const definitions = definedIn(found, wanted);
    const named = (definition: Node): Found => ({
      definition,
      name: wanted.name,
      named: true,
      branches: { statement: found, definitions },
      ...(owner && { owner }),
    });
    // One definition that can't be called like the user's function makes the whole statement a misfit.
    const misfit = definitions
      .map(named)
      .find((each) => fitOf(wanted.formals, ownFormals(each, wanted).formals).how === 'misfit');
    return misfit ?? named(definitions.findLast((each) => !isStub(each)) ?? definitions.at(-1)!);
  }
  return undefined;
}

/** Functions of the name in the branches of a compound statement. */
function definedIn(statement: Node, { name }: Wanted): Node[] {
  if (!/^(?:if|try|with|for|while|match)_statement$/.test(statement.type)) return [];
  return [...ownDescendants(statement)].filter((each) => each.type === 'function_definition' && nameOf(each) === name);
}
