import type { FastifyReply } from 'fastify';
import { MendableError, messageOf } from '../../errors.ts';
import { pushPath } from './pushPath.ts';
import { tooLargePush } from './pushRefusal.ts';

/** Whether a client drops what was answered so: with 4xx, except 429; it repeats the rest. */
export function isDropped({ status }: MendableError): boolean {
  return status < 500 && status !== 429;
}

/** What to tell the client; a defect of the program is told to `onDefect`, and the client keeps its lines. */
export function faultOf(error: unknown, onDefect: (message: string) => void): MendableError {
  if (error instanceof MendableError) return error;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLargePush('The body is too large');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new MendableError(
      'push-encoding',
      'The content type is not read here: send application/json or application/x-protobuf.',
    );
  }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new MendableError(
      'push-wrong',
      `The request can't be read: ${messageOf(error)}. Send it by POST to ${pushPath}.`,
    );
  }
  onDefect(messageOf(error));
  return new MendableError('push-not-stored', 'The lines are not stored, as the detector has a defect: see its log.');
}

/** Answers with a problem document (RFC 9457) on one line, as clients log the first. */
export function answerFault({ code, status, message }: MendableError, reply: FastifyReply): void {
  if (status === 401) void reply.header('WWW-Authenticate', 'Bearer realm="Active Defense"');
  if (status === 429 || status === 503) void reply.header('Retry-After', '1');
  void reply
    .code(status)
    .header('Content-Type', 'application/problem+json')
    .header('Cache-Control', 'no-store')
    .send(JSON.stringify({ title: message, status, code }));
}
