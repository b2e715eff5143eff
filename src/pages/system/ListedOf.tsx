import { Stack, Text, TextLink } from '@grafana/ui';
import { countWords, numberWords } from '../../components/numberWords.ts';
import { pagePath } from '../../pagePath.ts';

interface Props {
  readonly entries: number;
  /** Entries that the firewall takes. */
  readonly capacity: number;
}

/** How full the list is, what becomes of entries that are too many, and where the capacity is set. */
export function ListedOf({ entries, capacity }: Props) {
  const beyond = entries - capacity;
  return (
    <Stack direction="column" gap={0.5}>
      <span>
        {numberWords(entries)} of {numberWords(capacity)} that the firewall takes (
        <TextLink inline href={pagePath('cases')}>
          change
        </TextLink>
        )
      </span>
      {beyond > 0 && (
        <Text color="error">
          The firewall leaves out {countWords(beyond, 'entry', 'entries')}, from the end of the list: the highest
          addresses are not blocked.
        </Text>
      )}
    </Stack>
  );
}
