import { Badge, Stack } from '@grafana/ui';
import { utcOffsetText } from './utcOffsetText.ts';
import { numberWords } from '../../components/numberWords.ts';
import { QuietBadge } from '../../components/QuietBadge.tsx';
import { isClockBehind, isClockWrong, offsetWords, unreadableLines } from './deviceRow.ts';
import type { Device } from './deviceRow.ts';

/** How a device does, each thing in a word or two; the reason on hover. */
export function DeviceBadges({ device }: { readonly device: Device }) {
  const { isQuiet, lastLineAt, lacks, clockOffsetMs, future, unknownWords, strangeWords, likelyTimeZoneOffset } =
    device;
  const unreadable = unreadableLines(device);
  const isWrong = isClockWrong(device);
  const isBehind = isClockBehind(device);
  const isZoneWrong = likelyTimeZoneOffset !== null;
  const isFine =
    !isQuiet && !isWrong && !isBehind && !isZoneWrong && unreadable === 0 && unknownWords === 0 && lacks.length === 0;
  return (
    <Stack gap={0.5} wrap="wrap">
      {isFine && <Badge text="Fine" color="green" icon="check" />}
      <QuietBadge lastLineAt={lastLineAt} isQuiet={isQuiet} />
      {isWrong && (
        <Badge
          text="Clock wrong"
          color="red"
          icon="clock-nine"
          tooltip={`${numberWords(future)} of its records were more than 5 minutes in the future when they came, and count as of then. Check its clock, and its time zone here.`}
        />
      )}
      {isBehind && (
        <Badge
          text="Times behind"
          color="orange"
          icon="clock-nine"
          tooltip={`Its times are ${offsetWords(clockOffsetMs)}: a backlog is being read, or its clock or its time zone here is wrong.`}
        />
      )}
      {isZoneWrong && (
        <Badge
          text="Time zone wrong"
          color="red"
          icon="clock-nine"
          tooltip={`Its lines say that its clock shows ${utcOffsetText(likelyTimeZoneOffset)}, which its time zone here is not.`}
        />
      )}
      {unknownWords > 0 && (
        <Badge
          text="Unknown words"
          color="blue"
          icon="info-circle"
          tooltip={`${numberWords(unknownWords)} of its records have a word that is not known (${strangeWords.join(', ')}). Such a word is neither an attack nor a denial.`}
        />
      )}
      {unreadable > 0 && (
        <Badge
          text="Unreadable lines"
          color="orange"
          icon="exclamation-triangle"
          tooltip={`${numberWords(unreadable)} of its lines could not be read.`}
        />
      )}
      {lacks.length > 0 && (
        <Badge
          text="Fields missing"
          color="blue"
          icon="info-circle"
          tooltip={`Its format lacks ${lacks.join(', ')}.`}
        />
      )}
    </Stack>
  );
}
