import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/**
 * The prefix of a command line that runs a command as nobody. The command can read `needed` even in a closed folder such
 * as root's home, because a mount namespace replaces that folder. `scratch` is an empty folder for the set-up.
 * Undefined if this machine does not support it.
 */
export function asNobody(needed: readonly string[], scratch: string): string[] | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const hidden = needed.flatMap((one) => closedAbove(one).map((closed) => ({ closed, needed: one })));
  const script = ['set -e'];
  hidden.forEach((one, index) => {
    script.push(
      `mkdir ${quoted(`${scratch}/${index}`)}`,
      `mount --bind ${quoted(one.needed)} ${quoted(`${scratch}/${index}`)}`,
    );
  });
  for (const closed of new Set(hidden.map((one) => one.closed))) {
    script.push(`mount -t tmpfs -o mode=755 tmpfs ${quoted(closed)}`);
  }
  hidden.forEach((one, index) => {
    script.push(
      `mkdir -p ${quoted(one.needed)}`,
      `mount --move ${quoted(`${scratch}/${index}`)} ${quoted(one.needed)}`,
    );
  });
  script.push('exec "$@"');
  const prefix = hidden.length === 0 ? nobody : ['unshare', '-m', 'sh', '-c', script.join('\n'), 'sh', ...nobody];
  const tried = spawnSync(prefix[0]!, [...prefix.slice(1), 'true'], { encoding: 'utf8' });
  if (hidden.length > 0) spawnSync('sh', ['-c', `rmdir ${quoted(scratch)}/*`]);
  return tried.status === 0 ? prefix : undefined;
}

/** The topmost folder above `target` that others may not pass. */
function closedAbove(target: string): string[] {
  const parts = path.resolve(target).split(path.sep);
  for (let count = 2; count <= parts.length; count++) {
    const folder = parts.slice(0, count).join(path.sep);
    const stat = statSync(folder);
    if (stat.isDirectory() && (stat.mode & 0o001) === 0) return [folder];
  }
  return [];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
