import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { identityOfOpen } from './fileIdentity.ts';
import type { CommittedPosition } from './filePosition.ts';
import { compareTail } from './tail.ts';

/** What is left before the committed position: enough for the tail that proves it, and to look at. */
const keptBytes = 65_536;

const blockBytes = 4_096;

/** How many bytes from a file's start can be given back when `offset` is committed. */
export function freeableBytes(offset: number): number {
  return Math.max(0, Math.floor((offset - keptBytes) / blockBytes) * blockBytes);
}

/**
 * Gives a consumed file's blocks back to the file system up to 64 KiB before the committed position, by util-linux's
 * `fallocate`; size and offsets stay, so a writer that appends notices nothing. False when the file at the path
 * is another one, or no longer holds what was read. Throws what the system reports.
 */
export async function punchHole(identity: string, committed: CommittedPosition): Promise<boolean> {
  const file = await openIfThere(committed.path);
  if (file === undefined) return false;
  try {
    if (identityOfOpen(file.fd) !== identity || !(await holdsTail(file, committed))) return false;
    await fallocate(file.fd, freeableBytes(committed.offset));
    return true;
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function holdsTail(file: FileHandle, { offset, tail }: CommittedPosition): Promise<boolean> {
  const expected = Buffer.from(tail, 'base64');
  const found = Buffer.alloc(expected.length);
  const { bytesRead } = await file.read(found, 0, found.length, offset - found.length);
  return found.length > 0 && compareTail(found.subarray(0, bytesRead), expected) !== 'other';
}

/** The child gets the open file, not its path: a rename meanwhile cannot make it punch another file. */
async function fallocate(fd: number, length: number): Promise<void> {
  const range = ['--offset', '0', '--length', String(length)];
  const child = spawn('fallocate', ['--punch-hole', '--keep-size', ...range, '/proc/self/fd/3'], {
    stdio: ['ignore', 'ignore', 'pipe', fd],
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(complaint.trim() || `fallocate ended with status ${status ?? 'none'}`);
}
