/**
 * Stands in for VS Code's native logger, @vscode/spdlog, which needs a compiler. Without it, the packaged VS Code writes no logs, and its
 * output panel, which reads them, stays empty. It is copied into that package, so it is CommonJS.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(_type, name, filename) {
    this.name = name;
    this.filename = filename;
    this.level = 2;
    this.isFormatted = true;
    mkdirSync(path.dirname(filename), { recursive: true });
  }

  write(level, message) {
    if (level < this.level || this.filename === undefined) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.filename, this.isFormatted ? `${time} [${names[level]}] ${message}\n` : message);
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.isFormatted = false;
  }
  flush() {}
  drop() {
    this.filename = undefined;
  }
}

for (const [level, name] of ['trace', 'debug', 'info', 'warn', 'error', 'critical'].entries()) {
  Logger.prototype[name] = function log(message) {
    this.write(level, message);
  };
}

async function create(name, filename) {
  return new Logger('plain', name, filename);
}

// One by one, so that an `import` finds them by name.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
