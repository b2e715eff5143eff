import { AddressLink } from '../../components/AddressLink.tsx';
import type { Fact } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';
import type { RecordItem } from './recordsState.ts';

const portOf = (port: number) => (port === 0 ? 'None' : String(port));

/** Every field of a record in words, in groups; a field that is empty is left out of the list. */
export function recordFacts(record: RecordItem): readonly (readonly [heading: string, facts: readonly Fact[]])[] {
  const { extra } = record;
  return [
    [
      'Where it came from',
      [
        ['Time', <Instant key="at" at={record.at} />],
        ['Device', record.device],
        ['Host name', record.host],
        [record.logFile.startsWith('/') ? 'Log file' : 'Sent by', record.logFile],
        ['Log type', record.type],
        ['Subtype', record.subtype],
      ],
    ],
    [
      'Source',
      [
        ['Address', <AddressLink key="source" address={record.source} />],
        ['Port', portOf(record.sourcePort)],
        ['Country', record.sourceLocation],
        ['User', record.user],
        ['Zone', record.sourceZone],
      ],
    ],
    [
      'Destination',
      [
        ['Address', <AddressLink key="destination" address={record.destination} />],
        ['Port', portOf(record.destinationPort)],
        ['Country', record.destinationLocation],
        ['Zone', record.destinationZone],
      ],
    ],
    [
      'What happened',
      [
        ['Action', record.action],
        ['Rule', record.rule],
        ['Rule ID', record.ruleId],
        ['Severity', record.severity],
        ['Threat name', record.threatName],
        ['Threat ID', record.threatId],
        ['Protocol', record.protocol],
        ['Application', record.application],
        ['Direction', record.direction],
        ['Session end reason', record.endReason],
      ],
    ],
    ['More', Object.entries(extra).map(([name, value]): Fact => [name, value])],
  ];
}
