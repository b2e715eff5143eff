import { settingNames } from '../../components/settingLabels.ts';
import type { SettingName } from '../../components/settingLabels.ts';

export interface PlacedFaults {
  readonly byName: Partial<Record<SettingName, string>>;
  /** Those that name no setting of the form. */
  readonly others: readonly string[];
}

/** Puts each sentence of the detector to the setting that it begins with: `portScan.ports is 0: …`, `ownNetworks: …`. */
export function placeFaults(sentences: readonly string[]): PlacedFaults {
  const byName: Partial<Record<SettingName, string>> = {};
  const others: string[] = [];
  for (const sentence of sentences) {
    const name = settingNames.find((one) => sentence.startsWith(`${one} `) || sentence.startsWith(`${one}: `));
    if (name === undefined) others.push(sentence);
    else byName[name] = [byName[name], sentence].filter((text) => text !== undefined).join(' ');
  }
  return { byName, others };
}
