/** The commands for lenses and actions. The client can run all of them. */
import type { Command } from 'vscode-languageserver';
import { type CommandArguments, clientCommands, serverCommands } from '../../../../protocol/commands.ts';
import { printable } from '../../support/printable.ts';
import type { Client } from '../client/client.ts';

type Make = (title: string, about: CommandArguments) => Command;

export interface Commands {
  readonly synthesize: Make;
  readonly verify: Make;
  /** Absent if code actions contain the edit. */
  readonly accept?: Make;
  readonly cancel: Make;
  readonly synthesizeFile: Make;
  readonly acceptFile?: Make;
  readonly suggest: Make;
  /** Adds a first example. */
  readonly addExample?: Make;
  readonly ask?: Make;
  /** Shows a diff; only our own client can do that. */
  readonly compare?: Make;
  /** Goes to an example, and opens its quick fixes; only our own client can do that. */
  readonly showExample?: Make;
  /** Opens the candidates view; only our own client has it. */
  readonly candidates?: Make;
  /** Asks for a hint; only our own client can do that. */
  readonly hint?: Make;
}

export function commandsFor(client: Pick<Client, 'ours' | 'editsInActions'>): Commands {
  const names = client.ours ? clientCommands : serverCommands;
  // Titles contain names of functions and lines of candidates, so they are escaped.
  const make =
    (command: string): Make =>
    (title, about) => ({ title: printable(title), command, arguments: [about] });
  return {
    synthesize: make(names.synthesize),
    verify: make(names.verify),
    cancel: make(names.cancel),
    synthesizeFile: make(names.synthesizeFile),
    suggest: make(names.suggestExamples),
    ...(!client.editsInActions && {
      accept: make(names.accept),
      acceptFile: make(names.acceptFile),
      ask: make(names.ask),
      addExample: make(names.addExample),
    }),
    ...(client.ours && {
      compare: make(clientCommands.compare),
      hint: make(clientCommands.synthesizeWithHint),
      showExample: make(clientCommands.showExample),
      candidates: make(clientCommands.showCandidates),
    }),
  };
}
