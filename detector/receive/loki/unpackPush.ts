import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MendableError } from '../../errors.ts';
import type { PushedStream } from './pushedStreams.ts';
import { pushLimits } from './pushLimits.ts';
import { tooLargePush, wrongPush } from './pushRefusal.ts';
import { readJsonPush } from './readJsonPush.ts';
import { readProtobufPush } from './readProtobufPush.ts';
import { unpackSnappy } from './unpackSnappy.ts';

export type PushFormat = 'json' | 'protobuf';

export interface UnpackedPush {
  /** The body without what packed it: the same for each repetition. */
  readonly content: Uint8Array;
  readonly streams: readonly PushedStream[];
}

const gunzipAsync = promisify(gunzip);

/** Reads a push as Loki does: JSON plain or in gzip, protobuf always in snappy, which may be in gzip once more. */
export async function unpackPush(body: Buffer, format: PushFormat, encoding: string): Promise<UnpackedPush> {
  const plain = encoding === 'gzip' ? await unpackGzip(body) : body;
  if (format === 'protobuf' && (encoding === 'snappy' || encoding === '' || encoding === 'gzip')) {
    const content = unpackSnappy(plain, pushLimits.unpackedBytes);
    return { content, streams: readProtobufPush(content) };
  }
  if (format === 'json' && (encoding === '' || encoding === 'gzip')) {
    return { content: plain, streams: readJsonPush(plain) };
  }
  throw new MendableError(
    'push-encoding',
    `The content encoding ${JSON.stringify(encoding.slice(0, 50))} is not read here: send JSON plain or as gzip, protobuf as snappy.`,
  );
}

async function unpackGzip(body: Buffer): Promise<Buffer> {
  try {
    return await gunzipAsync(body, { maxOutputLength: pushLimits.unpackedBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLargePush('The gzip data is too large');
    throw wrongPush('The gzip data is damaged');
  }
}
