import { Text } from '@grafana/ui';
import { FactList } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { rateWords } from '../../components/rateWords.ts';
import { isClockWrong, offsetWords, unreadableLines } from './deviceRow.ts';
import type { Device } from './deviceRow.ts';
import { FormatText } from './FormatText.tsx';

/** What is known of a firewall, and how it does. */
export function DeviceFacts({ device }: { readonly device: Device }) {
  const { hosts, files, senders, timeZone, format, lines, records, late, future, clockOffsetMs } = device;
  return (
    <FactList
      facts={[
        ['Host names', hosts.length > 0 && <Lines key="hosts" texts={hosts} />],
        ['Log files', files.length > 0 && <Lines key="files" texts={files} />],
        ['Sends from', senders.length > 0 && <Lines key="senders" texts={senders} />],
        ['Time zone', timeZone ?? 'As in the settings'],
        ['Format', format === null ? 'Told line by line' : <FormatText key="format" text={format} />],
        ['Last line', device.lastLineAt === null ? 'Never heard' : <Instant key="last" at={device.lastLineAt} isAgo />],
        ['Lines per second', rateWords(device.perSecond)],
        ['Its clock', clockOffsetMs !== null && (isClockWrong(device) ? 'ahead' : offsetWords(clockOffsetMs))],
        ['Lines', count(lines)],
        ['Records', count(records)],
        ['Unreadable', count(unreadableLines(device))],
        [
          'Other log types',
          device.otherTypes > 0 && (
            <Note key="other" number={device.otherTypes} text="such as SYSTEM: nothing is detected in them" />
          ),
        ],
        [
          'Unknown words',
          device.unknownWords > 0 && (
            <Note key="words" number={device.unknownWords} text={`records: ${device.strangeWords.join(', ')}`} />
          ),
        ],
        [
          'Late',
          late > 0 && (
            <Note key="late" number={late} text="more than 5 minutes behind its clock: stored, counted for nothing" />
          ),
        ],
        [
          'From the future',
          future > 0 && (
            <Note key="future" number={future} text="more than 5 minutes ahead: counted as of their arrival" />
          ),
        ],
      ]}
    />
  );
}

function Lines({ texts }: { readonly texts: readonly string[] }) {
  return (
    <>
      {texts.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </>
  );
}

function Note({ number, text }: { readonly number: number; readonly text: string }) {
  return (
    <span>
      {`${count(number)} `}
      <Text color="secondary">{text}</Text>
    </span>
  );
}

function count(number: number): string {
  return numberWords(number);
}
