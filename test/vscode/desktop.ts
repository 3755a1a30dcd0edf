import { runTests, TestRunFailedError } from '@vscode/test-electron';
import type { Launch } from './launch.ts';

/** Runs the tests in a desktop VS Code: the executable `editor`, or a download if that is `desktop`. */
export async function runOnDesktop(launch: Launch, editor: string): Promise<void> {
  if (!launch.trusted) throw new Error('@vscode/test-electron always trusts the workspace.');
  try {
    await runTests({
      ...(editor === 'desktop' ? {} : { vscodeExecutablePath: editor }),
      extensionDevelopmentPath: [launch.extension, launch.provider],
      extensionTestsPath: launch.tests,
      extensionTestsEnv: launch.env,
      launchArgs: [launch.workspace, `--user-data-dir=${launch.dataFolder}`, '--disable-telemetry'],
    });
  } catch (error) {
    // Failed tests are in the results; an editor that ended by a signal has left none.
    if (!(error instanceof TestRunFailedError && error.signal === undefined)) throw error;
  }
}
