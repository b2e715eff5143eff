import type { Person } from '../contract/contract.ts';
import type { Configuration } from '../../setup/configuration.ts';
import type { Logger } from '../../log.ts';
import type { Settings } from '../../model/settings.ts';
import type { Database } from '../../store/database.ts';
import type { createJobRunner } from '../../serve/jobs/jobRunner.ts';
import type { ListService } from '../../serve/listService.ts';
import type { Actor } from '../../actions/actor.ts';
import type { Work } from '../../pipeline/work.ts';

/** What the functions behind the API's routes have at hand. */
export interface ApiContext {
  readonly configuration: Configuration;
  readonly database: Database;
  /** The settings until a person changes them. */
  readonly defaults: Settings;
  readonly list: ListService;
  readonly jobs: ReturnType<typeof createJobRunner>;
  /** Undefined while this process stands by for another detector. */
  readonly work: () => Work | undefined;
  /** Closes the intake, loads the windows anew and goes on; resolves when lines are taken again. */
  readonly restart: () => Promise<void>;
  /** Who acts, and when. */
  readonly actorOf: (person: Person) => Actor;
  readonly startedAt: number;
  readonly now: () => number;
  readonly log: Logger;
}
