/**
 * What Node is started with for the server. V8 keeps a young generation of 48 MB and more, and code for whatever ran once, unless told
 * otherwise: nearly half of all that the server takes.
 */
export const serverFlags: readonly string[] = ['--max-semi-space-size=1', '--optimize-for-size'];
