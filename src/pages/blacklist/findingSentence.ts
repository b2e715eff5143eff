import type { Answer } from '../../../detector/api/contract/contract.ts';

export type Finding = Answer<'GET /blacklist/findings'>['items'][number];
export type Evidence = Finding['evidence'];

/** What a source did, in a line. */
export function findingSentence({ case: name, count, target, port, evidence }: Finding): string {
  const where = target ?? 'an unknown address';
  switch (name) {
    case 'port-scan':
      return `${count} ports on ${where}`;
    case 'port-sweep':
      return `Port ${port ?? '?'} on ${count} addresses`;
    case 'vulnerability':
      return `${evidence.threatName ?? evidence.threatId ?? 'A threat'} at ${where}${port === null ? '' : `, port ${port}`}`;
  }
}

/** The settings of a case that were in force, in words; what is unknown stands as it is. */
export function settingsSentence(name: Finding['case'], settings: Evidence['settings']): string {
  const { ports, addresses, minutes, count, level, mode } = settings;
  const records = count === 'all' ? 'all records count' : 'denied records count';
  const watching = mode === 'watch' ? '; it only watched' : '';
  if (name === 'port-scan' && 'ports' in settings) {
    return `More than ${ports} ports of one address in less than ${minutes} minutes; ${records}${watching}`;
  }
  if (name === 'port-sweep' && 'addresses' in settings) {
    return `One port on ${addresses} addresses or more in less than ${minutes} minutes; ${records}${watching}`;
  }
  if (name === 'vulnerability' && 'level' in settings) {
    return `Severity ${Number(level) >= 2 ? 'critical or high' : 'critical'}${watching}`;
  }
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}
