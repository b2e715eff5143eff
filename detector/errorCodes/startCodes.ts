import { defineCodes } from './errorCode.ts';

export const startCodes = defineCodes({
  'configuration-wrong': {
    status: 422,
    means:
      'One or more environment variables, or lines of the file that `ACTIVE_DEFENSE_CONFIG` names, will not do. All of them are named',
    mend: 'Mend each as its sentence says',
  },
  'data-folder': {
    status: 422,
    means: "The data folder can't be made or written",
    mend: 'Give the user write access, or set `ACTIVE_DEFENSE_DATA_DIR`',
  },
  'already-running': {
    status: 409,
    means: 'Another detector serves from the same data folder; the sentence has its process number',
    mend: 'End that one, or give this one another `ACTIVE_DEFENSE_DATA_DIR` and ports',
  },
  'list-listener-failed': {
    status: 422,
    means:
      "The list's address or port can't be had, mostly because another program listens there. Further ports that are taken are told in the same message",
    mend: 'End that program, or set `ACTIVE_DEFENSE_LIST_PORT` or `ACTIVE_DEFENSE_LIST_HOST`',
  },
  'api-listener-failed': {
    status: 422,
    means:
      "The API's address or port can't be had, mostly because another program listens there. Further ports that are taken are told in the same message",
    mend: 'End that program, or set `ACTIVE_DEFENSE_API_PORT` or `ACTIVE_DEFENSE_API_HOST`; `off` closes the listener',
  },
  'token-file-wrong': {
    status: 422,
    means: "The file with the token of the API or of Loki push can't be read or holds none",
    mend: 'Write one line of 16 or more characters into it; or remove it from the data folder, and a new one is made',
  },
  'port-in-use': {
    status: 422,
    means:
      'Another program listens on a port of syslog or Loki push, perhaps rsyslog or a second detector. Further ports that are taken are told in the same message',
    mend: 'End it (`ss -lntup` shows it), or set `ACTIVE_DEFENSE_SYSLOG_PORT`, `ACTIVE_DEFENSE_SYSLOG_TLS_PORT` or `ACTIVE_DEFENSE_LOKI_PORT`; `off` closes the listener',
  },
  'port-not-permitted': {
    status: 422,
    means: 'A port of syslog or Loki push below 1024 without the right to it',
    mend: 'Choose a port from 1024 up',
  },
  'address-not-available': {
    status: 422,
    means: '`ACTIVE_DEFENSE_SYSLOG_HOST` or `ACTIVE_DEFENSE_LOKI_HOST` is not an address of this machine',
    mend: 'Set one that is, or `::`',
  },
  'cannot-listen': {
    status: 422,
    means: "A port of syslog or Loki push can't be opened for another reason, which the sentence has",
    mend: 'Mend that reason',
  },
  flock: { status: 422, means: 'The program `flock` is missing', mend: 'Install util-linux' },
});
