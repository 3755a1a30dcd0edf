/** Methods and attributes of a candidate's class that its method needs and the user's class lacks. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, decorated, nameOf, statementsOf, undecorated } from '../python/nodes.ts';
import type { Source } from './candidateText.ts';
import type { Found } from './definition.ts';
import { TakenMembers } from './taken.ts';
import { classOf, type UserFile } from './userFile.ts';

/** Finds them by following `self.name`, `cls.name` and `Class.name`. Returns them in the candidate's order. */
export function classMembers({ scopes }: Source, { definition, owner }: Found, target: Node, file: UserFile): Node[] {
  const cls = classOf(target);
  const body = owner && bodyOf(owner);
  if (!cls || !body) return [];
  const users = new TakenMembers(target, file);
  const own = decorated(definition);
  const statements = statementsOf(body).filter((statement) => statement.id !== own.id);
  const binds = (statement: Node, name: string) => {
    const inner = undecorated(statement);
    if (/_definition$/.test(inner.type)) return nameOf(inner) === name;
    return scopes.within(statement).some((one) => one.binds && one.name === name && one.scope === scopes.of(owner));
  };
  const needed = new Set(attributesIn(own));
  const found = new Set<Node>();
  for (const name of needed) {
    if (users.has(name)) continue;
    for (const statement of statements.filter((each) => binds(each, name))) {
      found.add(statement);
      for (const used of attributesIn(statement)) needed.add(used);
    }
  }
  return statements.filter((statement) => found.has(statement));
}

function attributesIn(node: Node): string[] {
  return node.descendantsOfType('attribute').flatMap((attribute) => {
    const object = attribute?.childForFieldName('object');
    const name = attribute?.childForFieldName('attribute')?.text;
    return object?.type === 'identifier' && name !== undefined ? [name] : [];
  });
}
