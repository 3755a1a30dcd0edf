/** Examines what Assay has on this machine: interpreter, sandbox, samplers, history. */

export { examine } from './examine.ts';
export { rowsOf } from './rows.ts';
