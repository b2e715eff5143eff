import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ListVersion } from './listVersion.ts';

const compress = promisify(gzip);

/** A version of the list with the bytes that go out, so that a poll only copies. */
export interface ServedList {
  readonly version: ListVersion;
  readonly body: Buffer;
  /** A compressed body is another representation, so it needs another strong tag (RFC 9110, 8.8.3.3). */
  readonly gzipEtag: string;
  /** The compressed body, made at the first call. */
  gzipBody(): Promise<Buffer>;
}

export function createServedList(version: ListVersion): ServedList {
  const body = Buffer.from(version.text);
  let compressed: Promise<Buffer> | undefined;
  return {
    version,
    body,
    gzipEtag: `${version.etag.slice(0, -1)}-gzip"`,
    gzipBody: () => (compressed ??= compress(body)),
  };
}
