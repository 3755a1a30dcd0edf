/** Methods that Python calls by itself, with the syntax for each. */

export const isDunder = (name: string): boolean => /^__\w+__$/.test(name);

/** These run at the creation of any object. */
export const constructors: ReadonlySet<string> = new Set([
  '__init__',
  '__new__',
  '__post_init__',
  '__init_subclass__',
  '__set_name__',
]);

const printing = ['str', 'repr', 'print', 'format', 'ascii'];
const iterating = [
  'for',
  'in',
  'not in',
  'list',
  'tuple',
  'set',
  'frozenset',
  'dict',
  'sorted',
  'sum',
  'min',
  'max',
  'any',
  'all',
  'iter',
  'next',
  'zip',
  'map',
  'filter',
  'enumerate',
  'join',
  '*',
];
const arithmetic: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  matmul: '@',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  lshift: '<<',
  rshift: '>>',
  and: '&',
  or: '|',
  xor: '^',
};
const bySyntax: Readonly<Record<string, readonly string[]>> = {
  __repr__: printing,
  __str__: printing,
  __format__: printing,
  __eq__: ['==', '!=', 'in', 'not in'],
  __ne__: ['!='],
  __lt__: ['<', '>', 'sorted', 'min', 'max', 'sort'],
  __gt__: ['<', '>'],
  __le__: ['<=', '>='],
  __ge__: ['<=', '>='],
  __len__: ['len'],
  __getitem__: ['[]', ...iterating],
  __setitem__: ['[]='],
  __iter__: iterating,
  __next__: iterating,
  __contains__: ['in', 'not in'],
  __enter__: ['with'],
  __exit__: ['with'],
  __hash__: ['hash', 'set', 'dict', 'in'],
  __neg__: ['-'],
  __pos__: ['+'],
  __invert__: ['~'],
  __abs__: ['abs'],
  __round__: ['round'],
  __int__: ['int'],
  __float__: ['float'],
  __call__: ['()'],
};

/** Whether code with these operators and calls may call the method. */
export function mayCall(method: string, operators: ReadonlySet<string>): boolean {
  const syntax = bySyntax[method];
  if (syntax) return syntax.some((one) => operators.has(one));
  const sign = arithmetic[/^__(?:r|i)?(\w+)__$/.exec(method)?.[1] ?? ''];
  if (sign === undefined) return true;
  return operators.has(sign) || operators.has(`${sign}=`) || (sign === '+' && operators.has('sum'));
}
