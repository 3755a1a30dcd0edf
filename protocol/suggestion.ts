/** An example that a model proposes. It is unchecked until a person adds it. */
export interface Suggestion {
  /** `assert f(2) == 4` */
  readonly source: string;
  /** The number of the model's answers that have it. */
  readonly samples: number;
  /** The number of present candidates that give its value; absent where there are no candidates. */
  readonly agree?: number;
  readonly of?: number;
}
