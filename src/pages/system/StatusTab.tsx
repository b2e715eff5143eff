import { Alert, Grid, Stack } from '@grafana/ui';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Section } from '../../components/Section.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { bytesWords } from './bytesWords.ts';
import { DetectionCard } from './DetectionCard.tsx';
import type { System } from './systemState.ts';

/** Whether it works, with what, and how much of its memory is in use. */
export function StatusTab() {
  const system = useAnswer('GET /system', {}, { everyMs: 10_000 });
  return (
    <Answered of={system}>
      {(answer) => (
        <Stack direction="column" gap={4}>
          {!answer.isWorking && (
            <Alert severity="warning" title="This detector stands by">
              Another one on the same database does the work. This one takes over when that one ends.
            </Alert>
          )}
          <DetectionCard isOn={answer.detection} onChanged={system.reload} />
          <Grid gap={4} columns={{ xs: 1, lg: 2 }}>
            <Section title="Process">
              <FactList facts={processFacts(answer)} />
            </Section>
            <Section title="Intake">
              {answer.intake.length === 0 ? (
                <span>Nothing is received here.</span>
              ) : (
                <Stack direction="column" gap={0.5}>
                  {answer.intake.map((listener) => (
                    <Sentence key={listener}>{listener}</Sentence>
                  ))}
                </Stack>
              )}
            </Section>
            <Section title="Windows">
              <FactList facts={windowFacts(answer.windows)} />
            </Section>
          </Grid>
        </Stack>
      )}
    </Answered>
  );
}

function processFacts(system: System) {
  return [
    ['Version', system.version],
    ['Node.js', system.node],
    ['Database', system.database],
    ['Newest migration', system.migration],
    ['Started', <Instant key="started" at={system.startedAt} />],
    ['Memory', bytesWords(system.memoryBytes)],
    ['Time zone', system.timeZone],
  ] as const;
}

function windowFacts(windows: System['windows']) {
  if (windows === null) return [['Contacts', 'Kept by the detector that works']] as const;
  const { contacts, capacity, evicted } = windows;
  const share = capacity === 0 ? 0 : Math.round((contacts / capacity) * 100);
  return [
    ['Contacts kept', `${numberWords(contacts)} of at most ${numberWords(capacity)} (${share} %)`],
    [
      'Let go at the cap',
      evicted === 0 ? 'None' : `${numberWords(evicted)}; give it more memory, or slow scans may be missed`,
    ],
  ] as const;
}
