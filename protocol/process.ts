/**
 * Node's flags for the server. By default, V8 keeps a young generation of 48 MB and more, and the code of every function that ran
 * once. That is nearly half of the server's memory.
 */
export const serverFlags: readonly string[] = ['--max-semi-space-size=1', '--optimize-for-size'];
