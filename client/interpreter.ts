/** The interpreter that the user has chosen in VS Code, where the Python extension is there to choose one. */
import { PVSC_EXTENSION_ID, PythonExtension } from '@vscode/python-extension';
import * as vscode from 'vscode';

/** Its path, or null: without the extension, or without a choice, the server looks for one itself. */
export async function chosenInterpreter(file: vscode.Uri): Promise<string | null> {
  if (!vscode.extensions.getExtension(PVSC_EXTENSION_ID)) return null;
  const python = await PythonExtension.api();
  const chosen = python.environments.getActiveEnvironmentPath(file);
  const environment = await python.environments.resolveEnvironment(chosen);
  return environment?.executable.uri?.fsPath ?? null;
}
