/** The client's open folders, and whether they are trusted. */
import { fileOf, type OpenDocument, workspaceOf } from '../documents.ts';

export class Workspace {
  isTrusted: boolean;
  #folders: string[];

  constructor(folders: readonly { readonly uri: string }[], isTrusted: boolean) {
    this.#folders = folders.map(({ uri }) => fileOf(uri));
    this.isTrusted = isTrusted;
  }

  /** Absolute paths. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  change(added: readonly { readonly uri: string }[], removed: readonly { readonly uri: string }[]): void {
    const gone = new Set(removed.map(({ uri }) => fileOf(uri)));
    this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => fileOf(uri))];
  }

  folderOf(file: string): string | undefined {
    return workspaceOf(file, this.#folders);
  }

  of({ python }: OpenDocument): string | undefined {
    return this.folderOf(python.file);
  }
}
