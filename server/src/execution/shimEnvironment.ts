/** What a version manager's `python` gets to see of the user's environment: where things are, and never a secret. */

/** What programs need to start, to find their files, and to print what can be read. */
const NEEDED = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'TMP', 'TEMP', 'VIRTUAL_ENV'],
  // Windows, and its `py`.
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'],
  ...['PROGRAMDATA', 'PROGRAMFILES', 'PY_PYTHON', 'PY_PYTHON3', 'UV_PYTHON'],
]);
/** Of each manager's own variables those that name a place or a version: others hold tokens and addresses with passwords. */
const PLACES =
  /^(PYENV|ASDF|CONDA|MAMBA|MISE|RTX|UV|RYE|PIXI|XDG)_(\w+_)?(ROOT|DIRS?|HOME|PATHS?|PREFIX|EXE|FILE|FILENAME|VERSION|ENV|ENVIRONMENT|SHLVL)$/;

/** `environment` without all that is not needed to ask an interpreter, or a shim for one, what it is. */
export function shimEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isNeeded = (name: string) => NEEDED.has(name) || PLACES.test(name);
  // Windows knows its variables in any case, and writes `Path`.
  return Object.fromEntries(Object.entries(environment).filter(([name]) => isNeeded(name.toUpperCase())));
}
