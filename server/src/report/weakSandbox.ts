/** A notice, shown once to each user, for a sandbox that withholds almost nothing from candidates. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Notice, Sandbox } from '../../../protocol/index.ts';
import { openSettings } from '../support/nextStep.ts';
import { stateFolder } from '../support/stateFolder.ts';

const MARK = 'told-of-limits';

/** The notice; undefined if the tier withholds more, or if this user has already seen it, which a file in `folder` records. */
export function noticeOf({ tier }: Sandbox, folder: string | undefined = stateFolder()): Notice | undefined {
  if (tier !== 'limits' || !isFirst(folder)) return undefined;
  return {
    message:
      'Assay can limit only the time, memory and output of candidates here: code that a model wrote can read your files and ' +
      'reach the network while it is judged. To run none of it, set assay.sandbox.minimum to "partial"; for a full sandbox ' +
      'use Assay on Linux, on Windows within WSL. Assay shows this message once.',
    next: openSettings('sandbox.minimum'),
  };
}

/** Whether this is the first call for this user: only one process can create the file. */
function isFirst(folder: string | undefined): boolean {
  if (folder === undefined) return true;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(path.join(folder, MARK), 'wx', 0o600));
    return true;
  } catch (error) {
    // If the file can't be created, the notice is shown again: once too often rather than never.
    return (error as NodeJS.ErrnoException).code !== 'EEXIST';
  }
}
