/** The part of the user's environment that a version manager's `python` may see: paths and versions, and never a secret. */

/** Variables that programs need to start, to find their files and to print readable text. */
const NEEDED = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'TMP', 'TEMP', 'VIRTUAL_ENV'],
  // Windows, and its `py`.
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'],
  ...['PROGRAMDATA', 'PROGRAMFILES', 'PY_PYTHON', 'PY_PYTHON3', 'UV_PYTHON'],
]);
/** Each manager's variables for a place or a version; others contain tokens, and addresses with passwords. */
const PLACES =
  /^(PYENV|ASDF|CONDA|MAMBA|MISE|RTX|UV|RYE|PIXI|XDG)_(\w+_)?(ROOT|DIRS?|HOME|PATHS?|PREFIX|EXE|FILE|FILENAME|VERSION|ENV|ENVIRONMENT|SHLVL)$/;

/** The part of `environment` that is needed to ask an interpreter, or its shim, for its version. */
export function shimEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isNeeded = (name: string) => NEEDED.has(name) || PLACES.test(name);
  // On Windows, names of variables ignore case, and PATH is written `Path`.
  return Object.fromEntries(Object.entries(environment).filter(([name]) => isNeeded(name.toUpperCase())));
}
