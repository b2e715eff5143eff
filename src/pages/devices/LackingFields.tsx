import { ClipboardButton, Stack, Text } from '@grafana/ui';
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
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text element="h3" variant="h5">
        Fields that its lines lack
      </Text>
      <div>
        {`None of its newest lines has ${lacks.join(', ')}. Paste this format into the firewall’s syslog server profile, for traffic and threat logs:`}
      </div>
      <FormatText text={recommended} />
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => recommended}>
        Copy the format
      </ClipboardButton>
    </Stack>
  );
}
