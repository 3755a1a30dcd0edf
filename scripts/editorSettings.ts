import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const settings = {
  'workbench.startupEditor': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // Without it a browser only shows a banner, and nothing runs until the folder is trusted.
  'security.workspace.trust.startupPrompt': 'always',
  'telemetry.telemetryLevel': 'off',
};

/** Writes settings for a first look into a VS Code that was never opened; later runs keep the user's changes. */
export function offerSettings(userFolder: string): void {
  const file = path.join(userFolder, 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(userFolder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
}
