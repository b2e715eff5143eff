import { ClipboardButton } from '@grafana/ui';
import { Section } from '../../components/Section.tsx';
import { FormatText } from './FormatText.tsx';

interface Props {
  readonly lacks: readonly string[];
  /** The format to paste into the firewall. */
  readonly recommended: string;
}

/** What a firewall's lines never have, and the format that has it. */
export function LackingFields({ lacks, recommended }: Props) {
  if (lacks.length === 0) return null;
  return (
    <Section title="Fields that its lines lack" size="part">
      <div>
        {`None of its newest lines has ${lacks.join(', ')}. Paste this format into the firewall’s syslog server profile, for traffic and threat logs:`}
      </div>
      <FormatText text={recommended} />
      <div>
        <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => recommended}>
          Copy the format
        </ClipboardButton>
      </div>
    </Section>
  );
}
