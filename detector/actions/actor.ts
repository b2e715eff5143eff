import type { Cidr } from '../model/cidr.ts';
import type { Settings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';

/** Who may fetch the list. */
export interface ListAccess {
  /** Empty: anybody. */
  readonly clients: readonly Cidr[];
  readonly hasPassword: boolean;
}

/** Who does something, when, and in what surroundings. */
export interface Actor {
  readonly database: Database;
  readonly name: string;
  readonly nowMs: number;
  readonly listAccess: ListAccess;
  readonly defaults: Settings;
}
