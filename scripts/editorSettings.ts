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

/** Gives a VS Code that was never opened the settings that suit a first look; later they stay as the user leaves them. */
export function offerSettings(userFolder: string): void {
  const file = path.join(userFolder, 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(userFolder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
}
