import type { SettingName } from '../../components/settingLabels.ts';
import type { Draft } from './settingFields.ts';

export const countWords = { denied: 'Denied records only', all: 'All records' } as const;
export const modeWords = { block: 'Block the source', watch: 'Watch only' } as const;
export const levelWords = { '0': 'Off', '1': 'Critical', '2': 'Critical and high' } as const;

const wordsOf: Partial<Record<SettingName, Readonly<Record<string, string>>>> = {
  'portScan.count': countWords,
  'portSweep.count': countWords,
  'portScan.mode': modeWords,
  'portSweep.mode': modeWords,
  'vulnerability.mode': modeWords,
  'vulnerability.level': levelWords,
};

/** How a setting stands, in words for the summary of changes. */
export function settingWords(draft: Draft, name: SettingName): string {
  const value = draft[name];
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'object') return value.length === 0 ? 'None' : value.join(', ');
  if (name.endsWith('.minutes') && Number(value) === 0) return '0 (off)';
  return wordsOf[name]?.[value] ?? value.trim();
}

/** What a list gains and loses: shorter to read than both lists whole. */
export function listChange(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[] } {
  return {
    added: after.filter((item) => !before.includes(item)),
    removed: before.filter((item) => !after.includes(item)),
  };
}

/** What follows of a change beyond the setting itself; undefined: nothing that is not plain. */
export function consequence(name: SettingName, before: Draft, after: Draft): string | undefined {
  if (name === 'logMonths' && Number(after[name]) < Number(before[name])) {
    return 'Older records are deleted by the job at 01:00 and can’t be brought back.';
  }
  if (name === 'ownNetworks' && after[name].length === 0) return 'Every destination counts from then on.';
  if (name === 'ownNetworks' && before[name].length === 0) return 'Only these destinations count from then on.';
  if (name.endsWith('.minutes') && Number(after[name as 'portScan.minutes']) === 0) return 'The case finds nothing.';
  if (name === 'vulnerability.level' && after[name] === '0') return 'The case finds nothing.';
  if (name.endsWith('.mode') && after[name] === 'watch') return 'Findings block nobody from then on.';
  if (name === 'denyRule') return 'Only hits on these rules renew a block.';
  return undefined;
}
