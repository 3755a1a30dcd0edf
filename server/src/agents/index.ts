/** The calls for agents, which the terminal offers by MCP and the editor as tools. */
export { type Call, calls } from './calls.ts';
export { type Desk, Drawn, type Opened } from './desk.ts';
export { Refusal } from './refusal.ts';
