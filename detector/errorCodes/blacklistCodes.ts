import { defineCodes } from './errorCode.ts';

export const blacklistCodes = defineCodes({
  'cursor-wrong': {
    status: 422,
    means: 'A page of a list was asked for with a cursor that this list did not give, or gave in another order',
    mend: 'Begin with the first page',
  },
  'range-wrong': {
    status: 422,
    means: 'A range of time ends before it begins',
    mend: 'Give an end that is later than the beginning',
  },
  'reason-missing': {
    status: 422,
    means:
      'A change that needs a reason came without one, or a line of an import has none; the sentence names the line',
    mend: 'Say why, for whoever asks later',
  },
  'duration-wrong': {
    status: 422,
    means: "A duration can't be read",
    mend: 'Write `30m`, `12h`, `7d`, `4w` or `permanent`',
  },
  'no-such-block': {
    status: 404,
    means: 'No block has that number; blocks that were released long ago are deleted',
    mend: 'Look for its address',
  },
  'too-many-blocks': {
    status: 422,
    means: 'An action for all blocks of a case means more than 10,000',
    mend: 'Choose a later time',
  },
  'no-such-allow-entry': {
    status: 404,
    means: 'No entry of the allowlist in force has that number',
    mend: 'Look at the list again',
  },
  'import-too-long': { status: 422, means: 'An import has more than 10,000 lines', mend: 'Import it in parts' },
  'firewall-name-wrong': {
    status: 422,
    means:
      "A name for the firewall's objects, zone or rule, or this server's address, is none that its command line takes",
    mend: "Use letters, digits, spaces and `. _ -`, at most 63; the deny rule's name stands in `settings show`",
  },
});
