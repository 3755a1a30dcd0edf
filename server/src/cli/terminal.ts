/** All output of commands to the terminal. It escapes the text, because nearly every line has names, values or reasons from outside. */
import { printable, printableJson, printableLines } from '../support/printable.ts';
import { inTerminal } from './words.ts';

/** Prints the answer on standard output. */
export function say(text: string): void {
  console.log(printableLines(text));
}

/** Prints coloured lines, which the caller has already escaped. */
export function sayPainted(text: string): void {
  console.log(text);
}

/** Prints the answer as one line of JSON. */
export function sayJson(value: unknown): void {
  console.log(printableJson(value));
}

/** Prints a note on standard error. */
export function note(text: string): void {
  console.error(printableLines(text));
}

/** Prints a note in one line, with the name of the command. */
export function warn(text: string): void {
  console.error(
    `assay: ${printable(
      inTerminal(text)
        .trim()
        .replace(/\s*\n\s*/g, ' '),
    )}`,
  );
}

/** Leaves standard output to a protocol: whatever is printed goes to standard error instead. */
export function leaveOutput(): void {
  console.log = console.error;
}
