import pg from 'pg';

/** SQLSTATE: connection exceptions, shut down or starting, no room for a connection, a statement that was cancelled. */
const awayStates = /^(?:08|57P0[1-4]|53300|57014)/;
const brokenSockets = /^(?:ECONN|EPIPE$|ETIMEDOUT$|EHOSTUNREACH$|ENETUNREACH$|ENOTFOUND$|EAI_AGAIN$|ENOENT$)/;
/** The driver's own words for a connection that it could not have or that ended. */
const brokenConnections = /^(?:timeout exceeded when trying to connect|Connection terminated|Client has encountered)/;

/** Whether a query failed because the server is not there, rather than by what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (error instanceof pg.DatabaseError) return awayStates.test(code);
  return (syscall !== undefined && brokenSockets.test(code)) || brokenConnections.test(error.message);
}

/** Whether the server answers at all. */
export async function doesDatabaseAnswer(database: Pick<pg.Pool, 'query'>): Promise<boolean> {
  try {
    await database.query('select 1');
    return true;
  } catch {
    return false;
  }
}
