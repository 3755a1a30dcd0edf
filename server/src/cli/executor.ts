import { Executor } from '../execution/index.ts';
import { noticeOf } from '../weakSandbox.ts';

/** The executor of a command: says on standard error, once for a user, where the sandbox is next to none. */
export function executorOf(): Executor {
  return new Executor({
    onSandbox: (sandbox) => {
      const notice = noticeOf(sandbox);
      if (notice) console.error(`assay: ${notice}`);
    },
  });
}
