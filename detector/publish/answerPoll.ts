import type { IncomingMessage } from 'node:http';
import { acceptsGzip } from './acceptsGzip.ts';
import { isUnmodifiedSince, lastModified, matchedEtag } from './conditions.ts';
import type { ServedList } from './servedList.ts';

export const listPath = '/files/blacklist.txt';

export type PollRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

export interface PollAnswer {
  readonly status: 200 | 304 | 401 | 404 | 405 | 413 | 503;
  readonly headers: Readonly<Partial<Record<string, string>>>;
  readonly body: Buffer;
  /** The list that the answer brings or confirms; undefined for a fault. */
  readonly list?: ServedList;
}

interface Situation {
  readonly list: ServedList | undefined;
  readonly isAuthorized: (authorization: string | undefined) => boolean;
  readonly nowMs: number;
}

/** Seconds after which a client that found no list may ask again; PAN-OS asks at its own pace. */
const retryAfterSeconds = '60';

/** Works out the answer to one request; a HEAD request gets the headers of it only. */
export async function answerPoll(request: PollRequest, { list, isAuthorized, nowMs }: Situation): Promise<PollAnswer> {
  const { method, headers } = request;
  if (hasBody(request)) return fault(413, 'A request for the list carries no body.', { Connection: 'close' });
  if (!isForList(request)) return fault(404, `There is nothing here. The list is at ${listPath}.`);
  if (method !== 'GET' && method !== 'HEAD') return fault(405, 'The list can only be read.', { Allow: 'GET, HEAD' });
  if (!isAuthorized(headers.authorization)) {
    return fault(401, 'User name or password is missing or wrong.', {
      'WWW-Authenticate': 'Basic realm="Active Defense", charset="UTF-8"',
    });
  }
  if (list === undefined) {
    return fault(503, 'There is no list yet. Keep the copy that you have.', { 'Retry-After': retryAfterSeconds });
  }

  const zipped = acceptsGzip(joined(headers['accept-encoding']));
  const etag = zipped ? list.gzipEtag : list.version.etag;
  const shared = {
    'Cache-Control': 'no-cache',
    'Last-Modified': lastModified(list.version.madeAtMs, nowMs),
    Vary: 'Accept-Encoding',
  };
  const confirmed = confirmedEtag(headers, list, etag);
  if (confirmed !== undefined) {
    return { status: 304, headers: { ...shared, ETag: confirmed }, body: Buffer.alloc(0), list };
  }
  const body = zipped ? await list.gzipBody() : list.body;
  const described = { ...shared, ETag: etag, ...describe(body), ...(zipped && { 'Content-Encoding': 'gzip' }) };
  return { status: 200, headers: described, body, list };
}

/** Whether a request is for the list, whatever comes of it. */
export function isForList({ url }: PollRequest): boolean {
  return url?.split('?', 1)[0] === listPath;
}

/** The tag of the copy that the client says it has, when that copy is still right; If-None-Match beats If-Modified-Since. */
function confirmedEtag(headers: PollRequest['headers'], list: ServedList, etag: string): string | undefined {
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return matchedEtag(noneMatch, [etag, list.version.etag, list.gzipEtag]);
  const since = headers['if-modified-since'];
  return since !== undefined && isUnmodifiedSince(since, list.version.madeAtMs) ? etag : undefined;
}

function hasBody({ headers }: PollRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function joined(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

function fault(status: PollAnswer['status'], sentence: string, headers: Record<string, string> = {}): PollAnswer {
  const body = Buffer.from(`${sentence}\n`);
  return { status, headers: { 'Cache-Control': 'no-store', ...describe(body), ...headers }, body };
}

function describe(body: Buffer): Record<string, string> {
  return {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(body.length),
    'X-Content-Type-Options': 'nosniff',
  };
}
