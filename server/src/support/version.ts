/** What the bundler puts in; running from the sources there is none. */
declare const ASSAY_VERSION: string | undefined;

export const version = typeof ASSAY_VERSION === 'string' ? ASSAY_VERSION : 'unbuilt';
