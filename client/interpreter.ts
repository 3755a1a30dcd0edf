/** The interpreter that the user has chosen in VS Code, where the extensions are there to choose one. */
import { PVSC_EXTENSION_ID, PythonExtension } from '@vscode/python-extension';
import * as vscode from 'vscode';

/** What the Jupyter extension tells of a notebook's kernel: the part of its interface that the Python extension uses as well. */
interface Jupyter {
  getPythonEnvironment?(notebook: vscode.Uri): { readonly id: string; readonly path: string } | undefined;
}

/** Its path, or null: without the extension, or without a choice, the server looks for one itself. */
export async function chosenInterpreter(file: vscode.Uri): Promise<string | null> {
  if (!vscode.extensions.getExtension(PVSC_EXTENSION_ID)) return null;
  const python = await PythonExtension.api();
  const chosen = ofKernel(file) ?? python.environments.getActiveEnvironmentPath(file);
  const environment = await python.environments.resolveEnvironment(chosen);
  return environment?.executable.uri?.fsPath ?? null;
}

/** A notebook may have another environment for its kernel than the folder that it is in. */
function ofKernel(file: vscode.Uri): { readonly id: string; readonly path: string } | undefined {
  if (!file.path.endsWith('.ipynb')) return undefined;
  const jupyter = vscode.extensions.getExtension<Jupyter>('ms-toolsai.jupyter');
  // Where it has not started, no kernel has been chosen.
  return jupyter?.isActive ? jupyter.exports?.getPythonEnvironment?.(file) : undefined;
}
