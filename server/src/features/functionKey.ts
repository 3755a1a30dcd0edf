/** The key under which a room keeps what it knows of a function of a document. */
export function functionKey(uri: string, name: string): string {
  return `${uri}\n${name}`;
}

/** Whether a key is of a function of this document. */
export function isOf(uri: string, key: string): boolean {
  return key.startsWith(`${uri}\n`);
}
