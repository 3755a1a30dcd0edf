import { Executor, type ExecutorOptions } from '../execution/index.ts';
import { noticeOf } from '../report/weakSandbox.ts';
import { warn } from './terminal.ts';

/** The executor of a command: says on standard error, once for a user, where the sandbox is next to none. */
export function executorOf(options: Pick<ExecutorOptions, 'slots'> = {}): Executor {
  return new Executor({
    ...options,
    onSandbox: (sandbox) => {
      const notice = noticeOf(sandbox);
      if (notice) warn(notice);
    },
  });
}
