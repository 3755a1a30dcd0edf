import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { everydayTasks } from '../bench/search/sets.ts';
import { anyPython } from './pythons.ts';

const run = `
import json, sys
for task in json.load(sys.stdin):
    space = {}
    try:
        exec("\\n".join([task["solution"], task["visible"], task["hidden"]]), space)
    except Exception as error:
        print(task["id"], repr(error))
`;

it('has a solution of each everyday function that passes its visible and its hidden asserts', () => {
  const tasks = everydayTasks();
  expect(tasks).toHaveLength(30);
  const input = tasks.map(({ id, prompt, asserts = [], test, reference }) => ({
    id,
    solution: `${prompt}\n${reference!.text}`,
    visible: asserts.join('\n'),
    hidden: test,
  }));
  expect(execFileSync(anyPython().path, ['-I', '-c', run], { input: JSON.stringify(input), encoding: 'utf8' })).toBe(
    '',
  );
});
