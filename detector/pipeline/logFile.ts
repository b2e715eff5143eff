import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MendableError, messageOf } from '../errors.ts';

const readBytes = 262_144;

/** The bytes of a file, or of `stdin` where the path is `-`; `.gz` is unpacked. `onBytes` is told of what was read, packed as it is. */
export async function* readLogFile(
  path: string,
  stdin: NodeJS.ReadableStream,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const source = path === '-' ? stdin : createReadStream(path, { highWaterMark: readBytes });
  const counted = countBytes(source, onBytes);
  const unpacked = path.endsWith('.gz') ? pipeline(counted, createGunzip(), () => undefined) : counted;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw new MendableError(
      'file-unreadable',
      `${path} can't be read: ${messageOf(error)}. Check the path and that it is a log file.`,
      {
        cause: error,
      },
    );
  }
}

async function* countBytes(source: NodeJS.ReadableStream, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    onBytes(bytes.length);
    yield bytes;
  }
}

/** How many bytes `readLogFile` will read of all files; null where that can't be known. */
export async function sizeOfLogFiles(files: readonly string[]): Promise<number | null> {
  let total = 0;
  for (const file of files) {
    if (file === '-') return null;
    try {
      total += (await stat(file)).size;
    } catch (error) {
      throw new MendableError('file-unreadable', `${file} can't be read: ${messageOf(error)}. Check the path.`, {
        cause: error,
      });
    }
  }
  return total;
}
