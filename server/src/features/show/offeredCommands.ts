/** The commands that lenses and actions name: always ones that the client at the other end can run. */
import type { Command } from 'vscode-languageserver';
import { type CommandArguments, clientCommands, serverCommands } from '../../../../protocol/commands.ts';
import { printable } from '../../support/printable.ts';
import type { Client } from '../client/client.ts';

type Make = (title: string, about: CommandArguments) => Command;

export interface Commands {
  readonly synthesize: Make;
  readonly verify: Make;
  /** Not where code actions carry the edit. */
  readonly accept?: Make;
  readonly cancel: Make;
  readonly synthesizeFile: Make;
  readonly acceptFile?: Make;
  readonly suggest: Make;
  /** A diff, which only our own client can show. */
  readonly compare?: Make;
  /** Asks for a sentence, which only our own client can. */
  readonly hint?: Make;
}

export function commandsFor(client: Pick<Client, 'ours' | 'editsInActions'>): Commands {
  const names = client.ours ? clientCommands : serverCommands;
  // Titles hold names of functions, and lines of candidates.
  const make =
    (command: string): Make =>
    (title, about) => ({ title: printable(title), command, arguments: [about] });
  return {
    synthesize: make(names.synthesize),
    verify: make(names.verify),
    cancel: make(names.cancel),
    synthesizeFile: make(names.synthesizeFile),
    suggest: make(names.suggestExamples),
    ...(!client.editsInActions && { accept: make(names.accept), acceptFile: make(names.acceptFile) }),
    ...(client.ours && { compare: make(clientCommands.compare), hint: make(clientCommands.synthesizeWithHint) }),
  };
}
