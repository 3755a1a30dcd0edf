/** The `assay` command: its arguments, exit codes and error output. */
import { Command, CommanderError } from 'commander';
import { version } from '../support/version.ts';
import { runDoctor } from './doctor.ts';
import { runEval } from './eval/index.ts';
import { Failure } from './failure.ts';
import { runHistory, runHistoryClear, runHistoryExport } from './openHistory.ts';
import { runServe } from './serve.ts';
import { runSuggest } from './suggest.ts';
import { runSynth } from './synth.ts';
import { sayJson, warn } from './terminal.ts';
import { runVerify } from './verify.ts';

const INTERRUPTED = 130;

function program(run: (job: (signal: AbortSignal) => Promise<number>) => Promise<void>): Command {
  const assay = new Command('assay')
    .description('Test-driven code synthesis for Python: docstring and asserts in, a passing candidate out.')
    .version(version, '--version')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  const limited = (command: Command) =>
    command
      .option('--interpreter <path>', 'the Python to run with')
      .option('--timeout <seconds>', 'CPU seconds for each example')
      .option('--memory <megabytes>', 'memory of a candidate')
      .option('--minimum <tier>', 'the weakest sandbox to run in: full, partial or limits');
  const common = (command: Command) => limited(command.option('--json', 'print one JSON object on standard output'));
  common(
    assay
      .command('synth')
      .description('draw candidates, run them against the examples, print the best as a diff')
      .argument('<target>', 'FILE (all its stubs), FILE::Class or FILE::NAME'),
  )
    .option('-k, --k <count>', 'samples to draw, 1 to 200')
    .option('--sampler <name>', 'auto, openai or search')
    .option('--model <name>', 'the model to ask')
    .option('--base-url <url>', 'the OpenAI-compatible server to ask')
    .option('--temperature <number>', 'sampling temperature, 0 to 2')
    .option('--request-timeout <seconds>', 'for each request to a model')
    .option('--prompt <form>', 'auto, chat, completion or fewShot')
    .option('--held-back <count>', 'examples that the model is not shown, as a check')
    .option('--token-ceiling <tokens>', 'stop drawing after this many tokens')
    .option('--price-prompt <price>', 'the price of a million prompt tokens, for the report')
    .option('--price-completion <price>', 'the price of a million reply tokens')
    .option('--write', 'accept the best candidate into the file')
    .option('--escalate-to <model>', 'a stronger model, which draws too where no candidate is likely right')
    .option('--ask-model', 'where programs that pass differ, also ask the model which is right, as one more vote')
    .option('--ask', 'where programs that pass differ, ask which is right; answers become examples in the file')
    .option('--accept-unverified', 'also accept a candidate that could only be judged in its own process')
    .option('--force', 'draw even if the present body passes')
    .option('--fresh', 'draw again, even if the history has samples for this request')
    .option('--repair-rounds <count>', 'how often failed candidates go back to the model, 0 to 5')
    .option('--hint <sentence>', 'a hint for the model, kept until a candidate for the function is accepted')
    .option('--show-sent', 'print on standard error what is sent to a model')
    .action((target, options) => run((signal) => runSynth(target, options, signal)));
  common(
    assay
      .command('verify')
      .description('run the present body, or given candidates, against the examples')
      .argument('<target>', 'FILE (each function with examples) or FILE::NAME'),
  )
    .option('--candidates <file>', 'JSON Lines of {"id"?, "solution" | "completion" | "reply"}')
    .option('--strict', 'judge the present body as strictly as a candidate: confined, or across the boundary')
    .action((target, options) => run((signal) => runVerify(target, options, signal)));
  common(assay.command('eval').description('run samples of a benchmark through the same pipeline'))
    .requiredOption('--tasks <file>', "JSON Lines of HumanEval's or MBPP's tasks")
    .requiredOption('--samples <file>', 'JSON Lines of candidates with a task_id')
    .option('--steered', 'where no sample of a task passes its visible examples, search around them')
    .option('--questions <count>', 'how many questions each task’s own solution answers, as a user would')
    .option('--ask-model', 'where programs that pass differ, ask a model which is right, as one more vote')
    .option('--sampler <name>', 'with --ask-model: auto or openai')
    .option('--model <name>', 'with --ask-model: the model to ask')
    .option('--base-url <url>', 'with --ask-model: the OpenAI-compatible server to ask')
    .option('--request-timeout <seconds>', 'for each request to the model')
    .option('--token-ceiling <tokens>', 'ask no more about a task after this many tokens')
    .option('--price-prompt <price>', 'the price of a million prompt tokens')
    .option('--price-completion <price>', 'the price of a million reply tokens')
    .option('--verdicts <file>', 'write {task_id, n: [[visible, hidden], …]} to this file')
    .action((options) => run((signal) => runEval(options, signal)));
  common(
    assay
      .command('suggest')
      .description('ask a model for examples of a function; they are printed, and nothing is changed')
      .argument('<target>', 'FILE::NAME'),
  )
    .option('--sampler <name>', 'auto or openai')
    .option('--model <name>', 'the model to ask')
    .option('--base-url <url>', 'the OpenAI-compatible server to ask')
    .option('--temperature <number>', 'sampling temperature, 0 to 2')
    .option('--request-timeout <seconds>', 'for each request to a model')
    .option('--show-sent', 'print on standard error what is sent to a model')
    .action((target, options) => run((signal) => runSuggest(target, options, signal)));
  const filtered = (command: Command) =>
    command
      .option('--json', 'print one JSON object on standard output')
      .option('--file <path>', 'only of this file')
      .option('--function <name>', 'only of this function')
      .option('--sampler <name>', 'only drawn by this sampler')
      .option('--model <name>', 'only drawn from this model')
      .option('--since <date>', 'only drawn since, such as 2026-01-31')
      .option('--examples <count>', 'only of functions with at least this many examples');
  const history = filtered(assay.command('history').description('list what was drawn, run and accepted, latest first'))
    .option('--limit <count>', 'at most this many', '50')
    .action((options) => run(async () => runHistory(options)));
  filtered(history.command('export').description('print accepted functions as fine-tuning examples, JSON Lines'))
    .option('--format <name>', 'openai: one conversation a line', 'openai')
    .action((_, command) => run(async () => runHistoryExport(command.optsWithGlobals())));
  history
    .command('clear')
    .description('delete the whole history')
    .option('--json', 'print one JSON object on standard output')
    .action((_, command) => run(async () => runHistoryClear(command.optsWithGlobals())));
  assay
    .command('serve')
    .description('run the language server')
    .option('--stdio', 'over standard input and output (the default)')
    .action(() => run(() => runServe()));
  limited(
    assay
      .command('mcp')
      .description('serve agents over the Model Context Protocol, on standard input and output; see docs/agents.md')
      .option(
        '--workspace <folder>',
        'a folder whose files agents may name; may be repeated (default: here)',
        collected,
      ),
  )
    .option('-k, --k <count>', 'samples to draw at most, 1 to 200')
    .option('--sampler <name>', 'auto, openai or search')
    .option('--model <name>', 'the model to ask')
    .option('--base-url <url>', 'the OpenAI-compatible server to ask')
    .option('--temperature <number>', 'sampling temperature, 0 to 2')
    .option('--request-timeout <seconds>', 'for each request to a model')
    .option('--token-ceiling <tokens>', 'stop drawing after this many tokens')
    .action((options) => run(async (signal) => (await import('./mcp/index.ts')).runMcp(options, signal)));
  common(
    assay.command('doctor').description('show what Assay finds on this machine: interpreter, sandbox, samplers'),
  ).action((options) => run((signal) => runDoctor(options, signal)));
  for (const command of [...assay.commands, ...history.commands])
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  return assay;
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Prints an error once: as `{error}` on standard output for `--json`, else in one line on standard error. */
function tell(message: string): number {
  const line = message.replaceAll('\n', ' ').trim();
  if (process.argv.includes('--json')) sayJson({ error: line });
  warn(line);
  return 2;
}

async function main(): Promise<void> {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second signal ends the process at once.
      if (controller.signal.aborted) process.exit(INTERRUPTED);
      controller.abort();
    });
  }
  const run = async (job: (signal: AbortSignal) => Promise<number>) => {
    try {
      process.exitCode = await job(controller.signal);
    } catch (error) {
      if (controller.signal.aborted) process.exitCode = INTERRUPTED;
      else if (error instanceof Failure) process.exitCode = tell(error.message);
      else throw error;
    }
  };
  try {
    await program(run).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      process.exitCode = tell(`an error of Assay's own: ${(error as Error).stack ?? String(error)}`);
    } else if (error.exitCode === 0) process.exitCode = 0;
    else
      process.exitCode = tell(
        error.message.replace(/^error: /, '') + (error.code === 'commander.help' ? '' : '; see assay --help'),
      );
  }
}

void main();
