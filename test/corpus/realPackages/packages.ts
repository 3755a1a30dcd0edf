/** Packages whose sdists bring tests along. None is used by another test here. */
export interface RealPackage {
  readonly name: string;
  readonly version?: string;
  /** What its tests need beside pytest and its own requirements. */
  readonly needs?: readonly string[];
  /** Where its tests are, if pytest does not find them by itself. */
  readonly tests?: readonly string[];
}

export const realPackages: readonly RealPackage[] = [
  { name: 'cachetools' },
  { name: 'inflection', tests: ['test_inflection.py'] },
  { name: 'parse' },
  { name: 'natsort', needs: ['hypothesis', 'pytest-mock'] },
  { name: 'wcwidth' },
  { name: 'xmltodict' },
  { name: 'textdistance', needs: ['hypothesis'] },
  { name: 'glom' },
  { name: 'roman', tests: ['src/tests.py'] },
  { name: 'num2words' },
  { name: 'Markdown' },
  { name: 'mistune' },
  { name: 'webcolors' },
  { name: 'jsonpatch', tests: ['tests.py'] },
  { name: 'jsonpointer', tests: ['tests.py'] },
  { name: 'python-dotenv' },
  { name: 'schema' },
  { name: 'voluptuous' },
  { name: 'rfc3986' },
  { name: 'hyperlink' },
  { name: 'isodate' },
  { name: 'idna' },
  { name: 'unidiff' },
  { name: 'texttable', tests: ['tests.py'] },
  { name: 'bitstring' },
  { name: 'anytree' },
  { name: 'itsdangerous', needs: ['freezegun'] },
  { name: 'blinker' },
  { name: 'semver' },
  { name: 'deepmerge' },
  { name: 'dpath' },
  { name: 'frozendict' },
  { name: 'tabulate' },
  { name: 'ordered-set' },
  { name: 'zipp' },
  { name: 'packageurl-python' },
  { name: 'user-agents', tests: ['user_agents/tests.py'] },
  { name: 'phonenumbers' },
  { name: 'pyphen' },
];
