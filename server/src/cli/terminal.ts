/** What commands write to the terminal, all of it by way of here: names, values and reasons from outside are in nearly every line. */
import { printable, printableJson, printableLines } from '../support/printable.ts';

/** The answer, on standard output. */
export function say(text: string): void {
  console.log(printableLines(text));
}

/** Lines in colour, which have been made printable before they got it. */
export function sayPainted(text: string): void {
  console.log(text);
}

/** The answer as one line of JSON. */
export function sayJson(value: unknown): void {
  console.log(printableJson(value));
}

/** What is to be known besides, on standard error. */
export function note(text: string): void {
  console.error(printableLines(text));
}

/** The same in one line that says who speaks. */
export function warn(text: string): void {
  console.error(`assay: ${printable(text.trim().replace(/\s*\n\s*/g, ' '))}`);
}
