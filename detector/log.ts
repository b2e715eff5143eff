import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger };

/** The process's log: one JSON object a line on standard error, so that standard output stays for answers. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
