import type { Answer } from '../../detector/api/contract/contract.ts';

/** What made a block: a case, or a person. */
export type Origin = Answer<'GET /blacklist/blocks'>['items'][number]['origin'];

/** The names of cases in words, in the order in which people know them. */
export const originWords: Readonly<Record<Origin, string>> = {
  'port-scan': 'Port scan',
  'port-sweep': 'Port sweep',
  vulnerability: 'Vulnerability attack',
  manual: 'By hand',
};
