import { defineCodes } from './errorCode.ts';

export const listCodes = defineCodes({
  'certificate-wrong': {
    status: 422,
    means:
      "The operator's certificate or key can't be read, does not match, is over, is in the wrong order or too weak",
    mend: 'Do what the sentence says; the service serves no certificate that firewalls would refuse',
  },
  'authority-damaged': {
    status: 422,
    means: "`certificates/ca.pem` in the data folder can't be used",
    mend: 'Put it back from a backup. Without one: remove it, start, and import the new `ca.crt` into every firewall',
  },
  'authority-expired': {
    status: 422,
    means: "The authority's ten years are over",
    mend: 'Remove `ca.pem`, start, and import the new `ca.crt` into every firewall',
  },
  'list-file-unreadable': {
    status: 422,
    means: "`last-good-list.txt` is there but can't be read",
    mend: "Make it readable for the detector's user",
  },
  'list-file-damaged': {
    status: 422,
    means: '`last-good-list.txt` does not match its digest. It is not served',
    mend: 'Nothing: a new list takes its place once the database has answered',
  },
});
