import { Stack, Text } from '@grafana/ui';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Section } from '../../components/Section.tsx';
import { countWords } from '../../components/numberWords.ts';
import type { Device } from './deviceRow.ts';
import { FormatText } from './FormatText.tsx';

interface Props {
  readonly unreadable: Device['unreadable'];
  readonly onTest: (line: string) => void;
}

/** Lines that could not be read: why, and the last few of them. */
export function UnreadableLines({ unreadable, onTest }: Props) {
  if (unreadable.length === 0) return null;
  return (
    <Section title="Lines that could not be read" size="part">
      {unreadable.map(({ reason, meaning, lines, lastAt, samples }) => (
        <Stack key={reason} direction="column" gap={2}>
          <div>
            <Text weight="medium">{`${meaning} `}</Text>
            <Text color="secondary">
              {`${countWords(lines, 'line')}, last `}
              <Instant at={lastAt} isAgo />
              {` (${reason})`}
            </Text>
          </div>
          {samples.map((sample, index) => (
            <Stack key={`${index} ${sample}`} direction="column" gap={0.5} alignItems="stretch">
              <FormatText text={sample} />
              <div>
                <ChangeButton role="Admin" size="sm" icon="search" onClick={() => onTest(sample)}>
                  Test this line
                </ChangeButton>
              </div>
            </Stack>
          ))}
        </Stack>
      ))}
    </Section>
  );
}
