import type { SectionProps } from './sectionProps.ts';
import { countWords } from './settingWords.ts';
import { RadioSetting } from './RadioSetting.tsx';

interface Props extends Pick<SectionProps, 'form' | 'isReadOnly'> {
  readonly name: 'portScan.count' | 'portSweep.count';
}

const meanings = {
  denied: 'Any action but allow. Visitors that the firewall let through never count.',
  all: 'Allowed records count, too: more is found, and busy visitors may be.',
};

/** Which records a case counts. */
export function CountChoice(props: Props) {
  return <RadioSetting label="Records that count" words={countWords} meanings={meanings} {...props} />;
}
