import { defineCodes } from './errorCode.ts';

export const apiCodes = defineCodes({
  'token-wrong': {
    status: 401,
    means: 'The bearer token is missing or wrong',
    mend: 'Put the one from `data/api-token` into the settings of the Grafana app',
  },
  'person-unknown': {
    status: 401,
    means: 'The header `X-Grafana-Context` is missing or says nobody',
    mend: 'Ask through Grafana, or add the header',
  },
  'role-too-low': {
    status: 403,
    means: "The person's role in Grafana does not allow it",
    mend: 'Ask an administrator of Grafana for the role that the sentence names',
  },
  'no-such-route': { status: 404, means: 'There is nothing at this path', mend: 'See `/api/v1/openapi.json`' },
  'method-wrong': { status: 405, means: 'The path takes other methods', mend: 'Use one that the sentence names' },
  'input-wrong': {
    status: 400,
    means: 'Path, query or body do not fit; `faults` names everything',
    mend: 'Mend each sentence',
  },
  'body-not-json': { status: 400, means: "The body can't be read as JSON", mend: 'Send one JSON document' },
  'not-json': { status: 415, means: 'The body is not called JSON', mend: '`Content-Type: application/json`' },
  'body-too-large': { status: 413, means: 'The body has more than 4 MiB', mend: 'Send less at a time' },
  'not-ready': { status: 503, means: 'The detector waits for its database', mend: 'Wait, and see its log' },
  'database-away': {
    status: 503,
    means: 'The database does not answer',
    mend: "See the detector's log; nothing is lost meanwhile",
  },
  'answer-too-late': {
    status: 503,
    means: 'It took longer than 10 s, a change longer than 25 s',
    mend: 'Look whether it was done before trying again',
  },
  'too-busy': { status: 503, means: '200 requests wait already', mend: 'Try again in a moment' },
  'standing-by': { status: 503, means: 'Another detector does the work on this database', mend: 'Ask that one' },
  'list-name-wrong': {
    status: 422,
    means: 'What the list is to be tested as is neither a host name nor an address',
    mend: "Write what the firewall's source address has",
  },
  'authority-missing': {
    status: 404,
    means: 'The list has a certificate of your own, so there is no authority to download',
    mend: 'Import your own root into the firewalls',
  },
});
