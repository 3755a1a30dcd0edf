/** An Emacs without a screen, with the recipe of the docs. It gets keys, as typed, and evaluates expressions. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { recipes } from './surroundings.ts';

export class Emacs {
  readonly #name: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(name: string, env: NodeJS.ProcessEnv) {
    this.#name = name;
    this.#env = env;
  }

  static open(file: string, env: NodeJS.ProcessEnv): Emacs {
    const editor = new Emacs(`assay-${process.pid}-${Date.now()}`, env);
    const started = spawnSync('emacs', ['-q', `--daemon=${editor.#name}`, '-l', path.join(recipes, 'emacs.el')], {
      cwd: path.dirname(file),
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (started.status !== 0) throw new Error(started.stderr);
    // A daemon without a frame runs no hook after a command, so eglot is asked for by name.
    editor.evaluate(`(progn (find-file ${JSON.stringify(file)}) (call-interactively #'eglot) t)`);
    return editor;
  }

  /** The value of an expression, which is plain data. */
  evaluate<T>(expression: string): T {
    const shown = `(progn (require 'json) (base64-encode-string (encode-coding-string (json-encode ${expression}) 'utf-8) t))`;
    const { stdout, stderr, status } = spawnSync('emacsclient', ['-s', this.#name, '--eval', shown], {
      encoding: 'utf8',
      env: this.#env,
      timeout: 30_000,
    });
    if (status !== 0 || stdout === '') throw new Error(`Emacs: ${stderr || stdout}`);
    return JSON.parse(Buffer.from(JSON.parse(stdout), 'base64').toString('utf8'));
  }

  /** The titles of the code actions at the function's name in the first line. */
  get actions(): string[] {
    return this.evaluate(`(progn ${atName} (vconcat (mapcar (lambda (one) (plist-get one :title))
      (condition-case nil (eglot-code-actions (point) (point)) (error nil)))))`);
  }

  /** Asks for the code actions with the cursor on the function's name (`C-c a`), and chooses one by its title. */
  choose(title: string): void {
    this.evaluate(`(progn ${atName} (minibuffer-with-setup-hook (lambda () (insert ${JSON.stringify(title)}))
      (execute-kbd-macro (kbd "C-c a RET"))) t)`);
  }

  /** The text of the hover at the function's name. */
  get hover(): string {
    return this.evaluate(`(progn ${atName} (let ((contents (plist-get (jsonrpc-request (eglot-current-server)
      :textDocument/hover (eglot--TextDocumentPositionParams)) :contents))) (plist-get contents :value)))`);
  }

  get text(): string {
    return this.evaluate('(with-current-buffer "words.py" (substring-no-properties (buffer-string)))');
  }

  close(): void {
    spawnSync('emacsclient', ['-s', this.#name, '--eval', '(let ((kill-emacs-query-functions nil)) (kill-emacs))'], {
      env: this.#env,
      timeout: 20_000,
    });
  }
}

const atName = `(switch-to-buffer "words.py") (goto-char (+ (point-min) 5))`;
