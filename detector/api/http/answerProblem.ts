import { STATUS_CODES } from 'node:http';
import { randomUUID } from 'node:crypto';
import { MendableError, messageOf } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Problem } from '../contract/route.ts';

export const problemType = 'application/problem+json; charset=utf-8';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly log: Logger;
}

/** What a caller is told of a fault. Of a defect it gets a number only, under which the log has the rest. */
export function problemOf(error: unknown, { method, path, log }: Seen): Problem {
  const mendable = error instanceof MendableError ? error : faultOfFramework(error);
  if (mendable !== undefined) return buildProblem(mendable.status, mendable.code, mendable.message);
  const id = randomUUID();
  const stack = error instanceof Error ? error.stack : undefined;
  log.error({ id, method, path, error: messageOf(error), stack }, 'a request could not be answered');
  const detail = `This is a defect of the program. The detector's log has more of it under ${id}: please report it.`;
  return { ...buildProblem(500, 'internal-error', detail), id };
}

function buildProblem(status: number, code: string, message: string): Problem {
  const faults = message.split('\n');
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? '',
    status,
    code,
    detail: faults.join(' '),
    ...(status === 400 || status === 422 ? { faults } : {}),
  };
}

/** What Fastify itself finds wrong with a request. */
function faultOfFramework(error: unknown): MendableError | undefined {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new MendableError('body-too-large', 'The request is larger than 4 MiB: send less at a time.');
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new MendableError('not-json', 'The body is not JSON: send it with Content-Type: application/json.');
  }
  if (statusCode !== 400) return undefined;
  return new MendableError('body-not-json', `The body can't be read as JSON: ${messageOf(error)}. Send one document.`);
}
