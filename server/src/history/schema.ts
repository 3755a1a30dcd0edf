/** The tables, one step for each version: an older database gets the steps that it lacks. */

export const steps: readonly string[] = [
  `
  CREATE TABLE synthesis (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,               -- milliseconds since 1970
    used_at INTEGER NOT NULL,          -- when it was last drawn, answered from or accepted
    workspace TEXT,
    file TEXT NOT NULL,
    function TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    specification TEXT NOT NULL,       -- JSON: what a prompt shows of it
    request TEXT,                      -- SHA-256 of all that a model is asked; null where none is
    sampler TEXT NOT NULL,
    model TEXT,
    destination TEXT NOT NULL,
    requested INTEGER NOT NULL,
    state TEXT NOT NULL,               -- running, done, cancelled, failed
    message TEXT,
    repeatable INTEGER NOT NULL DEFAULT 0, -- its samples can answer the same request
    received INTEGER NOT NULL DEFAULT 0,
    passing INTEGER NOT NULL DEFAULT 0,
    rounds INTEGER NOT NULL DEFAULT 1,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    seconds REAL
  );
  CREATE INDEX synthesis_request ON synthesis (request, at);
  CREATE INDEX synthesis_function ON synthesis (file, function, at);
  CREATE TABLE sample (
    synthesis INTEGER NOT NULL REFERENCES synthesis ON DELETE CASCADE,
    position INTEGER NOT NULL,
    round INTEGER NOT NULL,
    form TEXT,                         -- reply, solution or completion; null where it came without text
    text TEXT,
    refused TEXT,
    PRIMARY KEY (synthesis, position)
  ) WITHOUT ROWID;
  CREATE TABLE candidate (
    synthesis INTEGER NOT NULL REFERENCES synthesis ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    id TEXT NOT NULL,
    round INTEGER NOT NULL,
    samples INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    unverified INTEGER NOT NULL,
    solution TEXT NOT NULL,
    verdicts TEXT NOT NULL,            -- JSON
    PRIMARY KEY (synthesis, rank)
  ) WITHOUT ROWID;
  CREATE TABLE acceptance (
    synthesis INTEGER NOT NULL REFERENCES synthesis ON DELETE CASCADE,
    at INTEGER NOT NULL,
    candidate TEXT NOT NULL,
    passed INTEGER NOT NULL,           -- 0: it was judged in its own process only
    solution TEXT NOT NULL
  );
  CREATE INDEX acceptance_synthesis ON acceptance (synthesis);
  CREATE TABLE hint (
    file TEXT NOT NULL,
    function TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX hint_function ON hint (file, function);
  `,
  // The values of an editor's settings, for terminals, which have none.
  `
  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value NOT NULL
  ) WITHOUT ROWID;
  `,
  // What a model has chosen between answers of candidates that pass.
  `
  CREATE TABLE choice (
    synthesis INTEGER NOT NULL REFERENCES synthesis ON DELETE CASCADE,
    request TEXT NOT NULL,             -- SHA-256 of what was sent
    choice TEXT NOT NULL,              -- A, B or neither
    PRIMARY KEY (synthesis, request)
  ) WITHOUT ROWID;
  `,
  // What a model last proposed about a function: examples that nobody has accepted, and inputs.
  `
  CREATE TABLE proposal (
    file TEXT NOT NULL,
    function TEXT NOT NULL,
    about TEXT NOT NULL,               -- SHA-256 of signature and docstring, on which it depends
    proposed TEXT NOT NULL,            -- JSON
    PRIMARY KEY (file, function)
  ) WITHOUT ROWID;
  `,
  // The mean log-probability of the sample's tokens; null where the server does not tell it.
  `
  ALTER TABLE sample ADD COLUMN logprob REAL;
  `,
  // The last report of each function, for an editor that opens its file again.
  `
  CREATE TABLE report (
    file TEXT NOT NULL,
    function TEXT NOT NULL,
    at INTEGER NOT NULL,               -- milliseconds since 1970
    report TEXT NOT NULL,              -- JSON
    PRIMARY KEY (file, function)
  ) WITHOUT ROWID;
  `,
];
