import { openSession } from '../../detector/serve/session.ts';
import type { Session } from '../../detector/serve/session.ts';
import { loadConfiguration } from '../../detector/setup/configuration.ts';
import type { Configuration } from '../../detector/setup/configuration.ts';
import { createLog } from '../../detector/log.ts';

/** Gives a new embedded database in a folder of its own, with every listener closed. */
export async function withSession<T>(
  dataDir: string,
  run: (session: Session, configuration: Configuration) => Promise<T>,
): Promise<T> {
  const loaded = loadConfiguration(
    {
      ACTIVE_DEFENSE_DATA_DIR: dataDir,
      ACTIVE_DEFENSE_SYSLOG_PORT: 'off',
      ACTIVE_DEFENSE_SYSLOG_TLS_PORT: 'off',
      ACTIVE_DEFENSE_LOKI_PORT: 'off',
      ACTIVE_DEFENSE_API_PORT: 'off',
    },
    () => '',
  );
  if ('faults' in loaded) throw new Error(loaded.faults.join('\n'));
  const session = await openSession(loaded.configuration, createLog('warn'));
  try {
    return await run(session, loaded.configuration);
  } finally {
    await session.close();
  }
}
