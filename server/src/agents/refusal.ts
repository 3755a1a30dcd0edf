/** A call that can't be answered: one line for the agent, with what to do next. */
export class Refusal extends Error {}
