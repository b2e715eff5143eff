import { apiCodes } from './apiCodes.ts';
import { blacklistCodes } from './blacklistCodes.ts';
import { commandCodes } from './commandCodes.ts';
import { databaseCodes } from './databaseCodes.ts';
import { listCodes } from './listCodes.ts';
import { lokiPushCodes } from './lokiPushCodes.ts';
import { notificationCodes } from './notificationCodes.ts';
import { startCodes } from './startCodes.ts';

/** All codes by the sections of `docs/errors.md`, in its order. */
export const errorSections = {
  'At start': startCodes,
  'Certificates and the list': listCodes,
  Database: databaseCodes,
  Commands: commandCodes,
  Notifications: notificationCodes,
  'Blacklist, allowlist and records': blacklistCodes,
  'The API': apiCodes,
  'Loki push': lokiPushCodes,
} as const;

/** The one table of faults that a person can mend; what is thrown, answered and documented comes from it. */
export const errorCodes = {
  ...startCodes,
  ...listCodes,
  ...databaseCodes,
  ...commandCodes,
  ...notificationCodes,
  ...blacklistCodes,
  ...apiCodes,
  ...lokiPushCodes,
} as const;

export type Code = keyof typeof errorCodes;
