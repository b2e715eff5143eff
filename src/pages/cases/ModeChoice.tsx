import type { SectionProps } from './sectionProps.ts';
import { modeWords } from './settingWords.ts';
import { RadioSetting } from './RadioSetting.tsx';

interface Props extends Pick<SectionProps, 'form' | 'isReadOnly'> {
  readonly name: 'portScan.mode' | 'portSweep.mode' | 'vulnerability.mode';
}

const meanings = {
  block: 'Whoever is found goes on the blacklist.',
  watch: 'Findings are kept and shown on the Blacklist page; nobody is blocked.',
};

/** What follows when a case comes true. */
export function ModeChoice(props: Props) {
  return <RadioSetting label="What follows" words={modeWords} meanings={meanings} {...props} />;
}
