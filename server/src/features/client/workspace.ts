/** The client's open folders, and whether they are trusted. */
import { fileOf, type OpenDocument, workspaceOf } from '../documents.ts';

export class Workspace {
  isTrusted: boolean;
  #folders: string[];

  constructor(folders: readonly { readonly uri: string }[], isTrusted: boolean) {
    this.#folders = pathsOf(folders);
    this.isTrusted = isTrusted;
  }

  /** Absolute paths. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  change(added: readonly { readonly uri: string }[], removed: readonly { readonly uri: string }[]): void {
    const gone = new Set(pathsOf(removed));
    this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...pathsOf(added)];
  }

  folderOf(file: string): string | undefined {
    return workspaceOf(file, this.#folders);
  }

  of({ python }: OpenDocument): string | undefined {
    return this.folderOf(python.file);
  }
}

/** Folders on the disk: a path of another file system would be taken for one of this machine. */
function pathsOf(folders: readonly { readonly uri: string }[]): string[] {
  return folders.filter(({ uri }) => uri.startsWith('file:')).map(({ uri }) => fileOf(uri));
}
