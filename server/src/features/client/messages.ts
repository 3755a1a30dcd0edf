/** Shows messages to the user, outside of lenses and hovers: one printable line each, never the same one twice in a row. */
import { type _Connection, MessageType } from 'vscode-languageserver';
import type { NextStep, Notice } from '../../../../protocol/index.ts';
import { MessageShown } from '../../../../protocol/messages.ts';
import { printable, printableLines } from '../../support/printable.ts';
import type { Client } from './client.ts';

export class Messages {
  readonly #connection: _Connection;
  readonly #client: Client;
  readonly #told = new Set<string>();

  constructor(connection: _Connection, client: Client) {
    this.#connection = connection;
    this.#client = client;
  }

  inform(text: string, next?: NextStep): void {
    this.#show(MessageType.Info, text, next);
  }

  warn(text: string, next?: NextStep): void {
    this.#show(MessageType.Warning, text, next);
  }

  /** Why nothing is done, and the answer to a command that does nothing. */
  refuse(why: string, next?: NextStep): null {
    this.warn(why, next);
    return null;
  }

  /** Shows a warning once, if it stays true until the user does something. */
  warnOnce({ message, next }: Notice): void {
    if (this.#isNews(message)) this.warn(message, next);
  }

  informOnce({ message, next }: Notice): void {
    if (this.#isNews(message)) this.inform(message, next);
  }

  /** Asks with buttons. Where the client has none, `text` is only shown, and nothing chosen. */
  async ask<T extends string>(text: string, ...answers: T[]): Promise<T | undefined> {
    if (!this.#client.messageActions) {
      this.inform(text);
      return undefined;
    }
    const chosen = await this.#connection.window.showInformationMessage(
      printable(text),
      ...answers.map((title) => ({ title })),
    );
    return chosen?.title as T | undefined;
  }

  /** Where unexpected errors end: in the log whole, and before the user once. */
  unexpected(what: string, error: unknown): void {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(printableLines(`${what}: ${trace}`));
    const line = error instanceof Error ? error.message : String(error);
    const told = `Assay: ${what}: ${line.split('\n')[0]} (the output has more; please report it).`;
    this.#show(MessageType.Error, told, { kind: 'showOutput' });
  }

  #isNews(text: string): boolean {
    const isNews = !this.#told.has(text);
    this.#told.add(text);
    return isNews;
  }

  /** Only our client has buttons for a next step. */
  #show(type: MessageType, text: string, next?: NextStep): void {
    const message = printable(text);
    const step = next && this.#client.ours ? { next } : {};
    void this.#connection.sendNotification(MessageShown.type, { type, message, ...step });
  }
}
