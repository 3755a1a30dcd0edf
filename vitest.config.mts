import { defineConfig } from 'vitest/config';

// One level as low as the behaviour allows. The lower levels run their files side by side; the others each need
// the machine, or a VS Code, to themselves. Time limits are for what hangs: no slow machine comes near them.
const level = (name: string, order: number, testTimeout: number, alone = false) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    exclude: ['**/node_modules/**'],
    testTimeout,
    hookTimeout: testTimeout,
    fileParallelism: !alone,
    sequence: { groupOrder: order },
    // Whoever runs the tests has a history and a memory of servers of their own; those about them name others.
    env: { ASSAY_HISTORY: 'off', ASSAY_STATE: 'off' },
  },
});

export default defineConfig({
  test: {
    projects: [
      level('pure', 0, 120_000),
      level('server', 1, 180_000),
      level('execution', 2, 180_000, true),
      level('corpus', 3, 900_000),
      level('differential', 4, 900_000),
      level('package', 5, 120_000, true),
      level('vscode', 6, 300_000, true),
      level('page', 7, 180_000, true),
      // Other editors, headless.
      level('editors', 8, 180_000, true),
      // Only by `npm run test:models`.
      level('models', 9, 300_000, true),
    ],
  },
});
