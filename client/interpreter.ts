/** The interpreter that the user has chosen in VS Code, where the Python or the Jupyter extension is installed. */
import { PVSC_EXTENSION_ID, PythonExtension } from '@vscode/python-extension';
import * as vscode from 'vscode';

/** The Jupyter extension's interface to a notebook's kernel: the part that the Python extension also uses. */
interface Jupyter {
  getPythonEnvironment?(notebook: vscode.Uri): { readonly id: string; readonly path: string } | undefined;
}

/** The interpreter's path. Null without the extension or without a choice: then the server looks for one itself. */
export async function chosenInterpreter(file: vscode.Uri): Promise<string | null> {
  if (!vscode.extensions.getExtension(PVSC_EXTENSION_ID)) return null;
  const python = await PythonExtension.api();
  const chosen = ofKernel(file) ?? python.environments.getActiveEnvironmentPath(file);
  const environment = await python.environments.resolveEnvironment(chosen);
  return environment?.executable.uri?.fsPath ?? null;
}

/** The environment of a notebook's kernel, which may differ from the environment of the notebook's folder. */
function ofKernel(file: vscode.Uri): { readonly id: string; readonly path: string } | undefined {
  if (!file.path.endsWith('.ipynb')) return undefined;
  const jupyter = vscode.extensions.getExtension<Jupyter>('ms-toolsai.jupyter');
  // The user has chosen no kernel while the Jupyter extension is not active.
  return jupyter?.isActive ? jupyter.exports?.getPythonEnvironment?.(file) : undefined;
}
