import { defineCodes } from './errorCode.ts';

export const commandCodes = defineCodes({
  'address-wrong': {
    status: 422,
    means: 'What was given is no address or range, or one too wide for the allowlist',
    mend: 'Write it like `192.0.2.1`, `192.0.2.0/24` or `2001:db8::/32`, and no wider than /8 or, for IPv6, /32',
  },
  'block-refused': {
    status: 422,
    means:
      'A block by hand lacks a reason, has no valid duration, or may not be: private, too wide, allowed, own, or never to be blocked',
    mend: 'Mend each sentence; take it off the allowlist first if it is there',
  },
  'already-blocked': {
    status: 409,
    means: 'The address has a block',
    mend: '`blacklist extend` it, or `blacklist release` it first',
  },
  'decision-busy': {
    status: 503,
    means:
      'Another change of blacklist, allowlist or settings, or a batch that is being stored, took longer than 15 s; nothing was changed',
    mend: 'Try again; if it stays so, look at the load of the database',
  },
  'not-blocked': {
    status: 422,
    means:
      'The address has no block of its own; the sentence names the range that blocks it, if one does, or says how many blocks lie inside',
    mend: '`blacklist why ADDRESS`; release that range or those blocks, or allow the address',
  },
  'not-held': {
    status: 422,
    means: "No finding of that address waits for a person's word",
    mend: '`blacklist list --state held` shows those that do',
  },
  'allow-refused': {
    status: 422,
    means: 'An allowlist entry lacks a reason or has no valid duration',
    mend: 'Mend each sentence',
  },
  'not-allowed': { status: 422, means: 'The range is not on the allowlist', mend: '`allow list`' },
  'device-wrong': {
    status: 422,
    means: 'Name, files, senders, time zone or format will not do, or belong to another device already',
    mend: 'Mend each sentence',
  },
  'device-exists': {
    status: 409,
    means: 'A device of that name is registered',
    mend: 'Choose another name, or `device remove` it',
  },
  'no-such-device': { status: 404, means: 'No device has that name', mend: '`device list`' },
  'reader-password-wrong': {
    status: 422,
    means: "The file with the password of the role for dashboards can't be read or holds none",
    mend: "Write one line of 16 or more characters into it, readable by the detector's user",
  },
  'reader-role-refused': {
    status: 422,
    means: 'The database does not let the detector make the role that dashboards read with',
    mend: 'Give its user CREATEROLE; or leave the password out and make the role by hand as [Dashboards](dashboards.md) says',
  },
  'settings-wrong': {
    status: 422,
    means: 'One or more settings will not do; nothing was changed',
    mend: 'Mend each sentence',
  },
  'settings-changed': {
    status: 409,
    means: 'Somebody else changed the settings meanwhile',
    mend: 'Look at them and try again',
  },
  'job-unknown': { status: 404, means: 'There is no such job', mend: '`jobs list`' },
  'job-running': { status: 409, means: 'The job is running, here or in another detector', mend: 'Wait' },
  'job-failed': {
    status: 422,
    means: 'The job failed, for the reason that the sentence has; it is tried again by itself',
    mend: 'Mend the reason',
  },
  'file-unreadable': {
    status: 422,
    means: "A file to replay or a settings file can't be read",
    mend: 'Check the path and the permissions',
  },
  'file-not-json': {
    status: 422,
    means: 'A settings file is not JSON',
    mend: 'Mend it; `settings show --json` prints one that is right',
  },
  'format-wrong': {
    status: 422,
    means: 'A log format will not do',
    mend: 'Mend it as the sentence says, see [reading.md](reading.md)',
  },
  'not-one-line': { status: 422, means: '`explain` got no line, or several', mend: 'Give one, in quotes' },
  'simulate-target': {
    status: 422,
    means: '`--to` is no target',
    mend: '`udp://HOST:PORT`, `tcp://HOST:PORT` or `file:PATH`',
  },
  'simulate-write': {
    status: 422,
    means: "Lines can't be written to the target",
    mend: 'See that it exists, listens or may be written',
  },
  'simulated-network': {
    status: 422,
    means: 'A network to simulate is no IPv4 range',
    mend: 'Write it like `203.0.113.0/24`',
  },
});
