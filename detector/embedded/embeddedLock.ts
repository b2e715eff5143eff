import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { MendableError } from '../errors.ts';

/**
 * Runs `task` while no other process holds the lock on the file. The kernel's lock (flock of util-linux) ends
 * with its holder, which ends when its input closes: a SIGKILL of this process leaves nothing behind.
 */
export async function withLock<T>(file: string, waitSeconds: number, task: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', ['--timeout', String(waitSeconds), file, 'sh', '-c', 'echo held; cat'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // Ctrl-C on a terminal must not release it.
  });
  const ended = once(holder, 'close');
  ended.catch(() => undefined);
  let said = '';
  holder.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    const held = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)]);
    if (!held) throw refused(file, waitSeconds, said);
  } catch (cause) {
    throw cause instanceof MendableError
      ? cause
      : new MendableError('flock', 'The program flock was not found: install util-linux and start again.', { cause });
  }
  try {
    return await task();
  } finally {
    holder.stdin.end();
    await ended;
  }
}

function refused(file: string, waitSeconds: number, said: string): MendableError {
  const why = said.trim() === '' ? `another process has held it for ${waitSeconds} s` : said.trim();
  return new MendableError(
    'postgres-lock',
    `The lock ${file} could not be taken: ${why}. Wait for the other process or end it (fuser ${file} names it), and start again.`,
  );
}
