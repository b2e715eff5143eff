import { caseWords } from '../model/finding.ts';
import { DateTime } from 'luxon';
import { oneLine } from './plainText.ts';
import type { NotifiedBlock } from './notifiedBlock.ts';

/** One line of a block's details. */
export type Fact = readonly [name: string, value: string];

const longestValue = 300;
const shownContacts = 20;

/** What a mail tells of a block, name by name; each value is one line without control characters, not yet escaped. */
export function blockFacts(block: NotifiedBlock, timeZone: string): Fact[] {
  const { detectedAt, releasedAt, evidence, createdBy, device } = block;
  const time = (ms: number) => timeText(ms, timeZone);
  const isByHand = block.origin === 'manual';
  const facts: Fact[] = [
    ['Why', whyText(block)],
    ['Location', block.location],
    ['Detected', time(detectedAt)],
    ['Blocked by', isByHand ? createdBy : ''],
    ['Reason', block.reason],
    ['Seen by', device ?? ''],
    ...(evidence === null ? [] : evidenceFacts(evidence, block.origin, time)),
    ['Ends', endText(block, time)],
    ['Released', releasedAt === null ? '' : `${time(releasedAt)}, before this mail was made`],
  ];
  return facts
    .map(([name, value]) => [name, oneLine(value, longestValue)] as const)
    .filter(([, value]) => value !== '');
}

/** What a block is for, in a few words. */
export function originText(origin: NotifiedBlock['origin']): string {
  return origin === 'manual' ? 'blocked by hand' : caseWords[origin];
}

function whyText({ origin, target, port, count }: NotifiedBlock): string {
  const what = originText(origin);
  if (origin === 'port-scan') return `${what}: ${count ?? 'many'} ports of ${target ?? 'one address'}`;
  if (origin === 'port-sweep') return `${what}: port ${port ?? '?'} of ${count ?? 'many'} addresses`;
  return origin === 'vulnerability' ? `${what} on ${target ?? 'an address'}, port ${port ?? '?'}` : what;
}

function evidenceFacts(
  {
    settings,
    firstAt,
    lastAt,
    contacts,
    rule = '',
    severity = '',
    threat = {},
  }: NonNullable<NotifiedBlock['evidence']>,
  origin: NotifiedBlock['origin'],
  time: (ms: number) => string,
): Fact[] {
  const isAttack = origin === 'vulnerability';
  const reached = contacts.slice(0, shownContacts).map(({ value }) => String(value));
  const more = contacts.length > reached.length ? ' …' : '';
  return [
    ['Records', firstAt === lastAt ? time(firstAt) : `from ${time(firstAt)} to ${time(lastAt)}`],
    [origin === 'port-sweep' ? 'Addresses' : 'Ports', isAttack ? '' : `${reached.join(', ')}${more}`],
    ['Threat', [threat.threatName, threat.threatId].filter(Boolean).join(', ID ')],
    ['Severity', severity],
    ['Rule', rule],
    ['User', threat.user ?? ''],
    [
      'Settings then',
      Object.entries(settings)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ],
  ];
}

function endText({ expiresAt, fixedEnd }: NotifiedBlock, time: (ms: number) => string): string {
  if (expiresAt === null) return 'never, it is permanent';
  return fixedEnd ? time(expiresAt) : `${time(expiresAt)}, unless it is seen again`;
}

/** Local time with its offset. */
export function timeText(ms: number, zone: string): string {
  return DateTime.fromMillis(ms, { zone }).toFormat('yyyy-MM-dd HH:mm:ss ZZ');
}
