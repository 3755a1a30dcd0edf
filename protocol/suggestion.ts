/** An example that a model proposes. Nobody vouches for it until a person has taken it. */
export interface Suggestion {
  /** `assert f(2) == 4` */
  readonly source: string;
  /** How many answers of the model have it. */
  readonly samples: number;
  /** Of the candidates that are there, how many give its value; absent where there are none. */
  readonly agree?: number;
  readonly of?: number;
}
