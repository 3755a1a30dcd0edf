import { Executor, type ExecutorOptions } from '../execution/index.ts';
import { noticeOf } from '../report/weakSandbox.ts';
import { warn } from './terminal.ts';

/** Makes a command's executor. It warns once per user, on standard error, if the sandbox withholds almost nothing. */
export function executorOf(options: Pick<ExecutorOptions, 'slots'> = {}): Executor {
  return new Executor({
    ...options,
    onSandbox: (sandbox) => {
      const notice = noticeOf(sandbox);
      if (notice) warn(notice.message);
    },
  });
}
