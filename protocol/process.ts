/** What Node is started with for the server. V8 keeps a young generation of 48 MB and more unless told otherwise: a third of all that the server takes. */
export const serverFlags: readonly string[] = ['--max-semi-space-size=1'];
