import type { Person } from '../contract/contract.ts';
import type { Configuration } from '../../setup/configuration.ts';
import type { Logger } from '../../log.ts';
import type { Settings } from '../../model/settings.ts';
import type { Database } from '../../store/database.ts';
import type { EngineStats } from '../../detect/engine.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import type { ServerCertificate } from '../../publish/certificates.ts';
import type { ListHolder } from '../../publish/listHolder.ts';
import type { Actor } from '../../actions/actor.ts';

/** What handlers ask of the list that is served. */
export interface ServedList {
  readonly holder: Pick<ListHolder, 'current'>;
  readonly port: number;
  readonly certificate: ServerCertificate;
}

/** What handlers ask of a detector that does the work. */
export interface RunningWork {
  readonly receivers: {
    /** Where lines are taken, for people. */
    readonly listeners: readonly string[];
    /** Ports in use, null where a listener is off. */
    readonly ports: { readonly syslog: number | null; readonly syslogTls: number | null };
  };
  readonly detection: { stats(): EngineStats };
}

/** What the functions behind the API's routes have at hand. */
export interface ApiContext {
  readonly configuration: Configuration;
  readonly database: Database;
  /** The settings until a person changes them. */
  readonly defaults: Settings;
  readonly list: ServedList;
  readonly jobs: Pick<Schedule, 'list' | 'runNow'>;
  /** Undefined while this process stands by for another detector. */
  readonly work: () => RunningWork | undefined;
  /** Closes the intake, loads the windows anew and goes on; resolves when lines are taken again. */
  readonly restart: () => Promise<void>;
  /** Who acts, and when. */
  readonly actorOf: (person: Person) => Actor;
  readonly startedAt: number;
  readonly now: () => number;
  readonly log: Logger;
}
