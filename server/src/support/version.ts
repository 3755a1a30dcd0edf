/** Inserted by the bundler; undefined when running from the sources. */
declare const ASSAY_VERSION: string | undefined;

export const version = typeof ASSAY_VERSION === 'string' ? ASSAY_VERSION : 'unbuilt';
