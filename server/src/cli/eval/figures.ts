import type { Sandbox } from '../../../../protocol/index.ts';
import { costOf, type Price, sum, type Usage } from '../../sampling/usage.ts';
import { LIKELY } from '../../selection/confidence.ts';
import type { Consulted } from '../../synthesis/consulting.ts';
import { passAt } from './passAtK.ts';
import type { TaskVerdicts } from './taskJudge.ts';

/** Sums up a benchmark, task by task, for `assay eval --json`. */
export class Figures {
  tasks = 0;
  readonly #started: number;
  readonly #counts: { n: number; c: number }[] = [];
  #samples = 0;
  #distinct = 0;
  #offered = 0;
  #offeredCorrect = 0;
  #oracle = 0;
  #likely = 0;
  #likelyCorrect = 0;
  #chances: number[] = [];
  /** Tasks with a search around their samples, those where it found something, and those where its first is right. */
  #steered: { tasks: number; found: number; correct: number } | undefined;
  #sandbox: Sandbox = { tier: 'not probed' };
  readonly #price: Price | undefined;
  #asked: { questions: number; failed: number; usage?: Usage } | undefined;

  /** `started` in milliseconds. */
  constructor(started: number, price?: Price) {
    this.#started = started;
    this.#price = price;
  }

  add({ verdicts, distinct, offered, chance, asked, sandbox, found }: TaskVerdicts): void {
    this.tasks++;
    this.#samples += verdicts.length;
    this.#distinct += distinct;
    if (verdicts.length > 0) {
      this.#counts.push({ n: verdicts.length, c: verdicts.filter(([, hidden]) => hidden).length });
    }
    if (offered !== undefined) this.#offered++;
    if (offered) this.#offeredCorrect++;
    if (chance !== undefined) this.#chances.push(chance);
    if (chance !== undefined && chance >= LIKELY) {
      this.#likely++;
      if (offered) this.#likelyCorrect++;
    }
    if (verdicts.some(([visible, hidden]) => visible && hidden)) this.#oracle++;
    if (found !== undefined) {
      this.#steered ??= { tasks: 0, found: 0, correct: 0 };
      this.#steered.tasks++;
      if (found > 0) this.#steered.found++;
      if (offered) this.#steered.correct++;
    }
    this.#sandbox = sandbox;
    if (asked) this.#addAsked(asked);
  }

  #addAsked({ ballots, usage, error }: Consulted): void {
    const before = this.#asked ?? { questions: 0, failed: 0 };
    this.#asked = {
      questions: before.questions + ballots.length,
      failed: before.failed + Number(error !== undefined),
      ...(usage && { usage: sum(before.usage, usage) }),
      ...(!usage && before.usage && { usage: before.usage }),
    };
  }

  /** What the model cost that was asked which program is right, and for how many tasks it failed. */
  #costs() {
    if (this.#asked === undefined) return {};
    const { questions, failed, usage = { prompt: 0, completion: 0 } } = this.#asked;
    const cost = this.#price && { cost: costOf(usage, this.#price) };
    return { askModel: { questions, failed, tokens: { ...usage, ...cost } } };
  }

  at(now: number) {
    const seconds = (now - this.#started) / 1000;
    return {
      tasks: this.tasks,
      samples: this.#samples,
      distinct: this.#distinct,
      passAt: this.#counts.length === 0 ? {} : passAt(this.#counts, [1, 5, 10, 100]),
      offered: this.#offered,
      offeredCorrect: this.#offeredCorrect,
      oracle: this.#oracle,
      confidence: {
        mean: this.#chances.length === 0 ? null : this.#chances.reduce((a, b) => a + b, 0) / this.#chances.length,
        likely: this.#likely,
        likelyCorrect: this.#likelyCorrect,
      },
      ...(this.#steered && { steered: this.#steered }),
      ...this.#costs(),
      seconds,
      candidatesPerSecond: seconds === 0 ? 0 : this.#distinct / seconds,
      sandbox: this.#sandbox,
    };
  }
}
