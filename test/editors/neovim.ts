/** A Neovim without a screen, with the recipe of the docs. It gets keys, as typed, and answers expressions. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { neovim } from '../../scripts/otherEditors.ts';
import { eventually, recipes } from './surroundings.ts';

interface Opened {
  readonly file: string;
  readonly socket: string;
  readonly env: NodeJS.ProcessEnv;
}

export class Neovim {
  readonly #child: ChildProcess;
  readonly #socket: string;

  private constructor(child: ChildProcess, socket: string) {
    this.#child = child;
    this.#socket = socket;
  }

  static async open({ file, socket, env }: Opened): Promise<Neovim> {
    const recipe = path.join(recipes, 'neovim.lua');
    const args = ['--headless', '--clean', '-u', recipe, '--cmd', `lua ${picker}`, '--listen', socket, file];
    const child = spawn(neovim(), args, { cwd: path.dirname(file), env, stdio: 'ignore' });
    const editor = new Neovim(child, socket);
    await eventually(
      'Neovim',
      () => editor.#remote('--remote-expr', '1').status,
      (status) => status === 0,
    );
    return editor;
  }

  /** Types keys in Neovim's notation: `gg`, `<CR>`. */
  type(keys: string): void {
    this.#remote('--remote-send', keys);
  }

  /** The value of an expression in Lua. */
  lua<T>(expression: string): T {
    const { stdout, stderr } = this.#remote('--remote-expr', `luaeval('vim.json.encode(${expression})')`);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  }

  get text(): string {
    return this.lua<string[]>('vim.api.nvim_buf_get_lines(0, 0, -1, false)').join('\n');
  }

  get lenses(): string[] {
    return this.lua<{ command: { title: string } }[]>('vim.lsp.codelens.get(0)').map(({ command }) => command.title);
  }

  /** The text of the floating windows. */
  get floating(): string {
    const windows = this.lua<number[]>('vim.api.nvim_list_wins()').filter(
      (window) => this.lua<{ relative: string }>(`vim.api.nvim_win_get_config(${window})`).relative !== '',
    );
    const lines = (window: number) =>
      this.lua<string[]>(`vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(${window}), 0, -1, false)`);
    return windows.flatMap(lines).join('\n');
  }

  /** The titles that the picker shows. */
  get offered(): string[] {
    return this.lua('vim.tbl_keys(_G.offered)');
  }

  /** Chooses one of them. */
  choose(title: string): void {
    this.type(`<Cmd>lua _G.offered[${JSON.stringify(title)}]()<CR>`);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.type('<Esc>:qa!<CR>');
    const forced = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(forced);
  }

  #remote(flag: string, given: string): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(neovim(), ['--server', this.#socket, flag, given], { encoding: 'utf8', timeout: 20_000 });
  }
}

/** Takes the place of Neovim's own list, as the pickers of plugins do: that list needs a screen. */
const picker = `
  _G.offered = vim.empty_dict()
  vim.ui.select = function(items, options, chosen)
    _G.offered = {}
    for index, item in ipairs(items) do
      _G.offered[options.format_item(item)] = function() chosen(item, index) end
    end
  end`;
