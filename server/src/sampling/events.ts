/** Reads server-sent events, as in the HTML standard and as model servers write them. */

export interface ServerEvent {
  /** The value of its `event:` line. */
  readonly name?: string;
  /** Never empty: events without data are skipped. */
  readonly data: string;
}

/** Yields each event of a stream as soon as it is complete, without comments. The last one may lack its blank line. */
export async function* readEvents(texts: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  const reader = new EventReader();
  for await (const line of linesOf(texts)) yield* reader.line(line);
  yield* reader.line('');
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let begun = '';
  let afterReturn = false;
  for await (const text of texts) {
    if (text === '') continue;
    // A line break of two characters may be split between two texts.
    const [first = '', ...others] = (afterReturn && text.startsWith('\n') ? text.slice(1) : text).split(/\r\n|\n|\r/);
    afterReturn = text.endsWith('\r');
    begun += first;
    for (const other of others) {
      yield begun;
      begun = other;
    }
  }
  yield begun;
}

class EventReader {
  #name = '';
  #data: string[] = [];

  *line(line: string): Generator<ServerEvent> {
    if (line === '') {
      yield* this.#complete();
      return;
    }
    // A proxy may put an error between the events without their form.
    if (line.startsWith('{')) {
      yield { data: line };
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#name = value;
    // The form of an error in llama.cpp until 2025.
    else if (field === 'error' && value !== '') yield { name: 'error', data: value };
  }

  *#complete(): Generator<ServerEvent> {
    const [name, data] = [this.#name, this.#data.join('\n')];
    this.#name = '';
    this.#data = [];
    if (data.trim() !== '') yield { ...(name !== '' && { name }), data };
  }
}
