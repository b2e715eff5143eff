import { DateTime } from 'luxon';

/** What stands before the message: nothing, or one of the headers that syslog senders and rsyslog's files have. */
export const headerForms = ['none', 'traditional', 'iso', 'bsd', 'ietf'] as const;
export type HeaderForm = (typeof headerForms)[number];

/** The fields of a line, beside its time, as the firewall would print them. */
export interface LineFields {
  readonly sourceLocation: string;
  readonly source: string;
  readonly sourcePort: number;
  readonly user?: string;
  readonly target: string;
  readonly port: number;
  readonly action: string;
  readonly rule: string;
  readonly ruleId: string;
  readonly threat?: { readonly name: string; readonly id: number; readonly severity: string } | undefined;
  readonly subtype: string;
}

/** Makes the writer of lines in the default key=value format, with the local time of the zone. */
export function createLineFormat(
  header: HeaderForm,
  host: string,
  timeZone: string,
): (fields: LineFields, atMs: number) => string {
  let second = NaN;
  let start = '';
  let received = '';
  return (fields, atMs) => {
    const now = Math.floor(atMs / 1000);
    if (now !== second) {
      second = now;
      const time = DateTime.fromSeconds(now, { zone: timeZone, locale: 'en' });
      start = headerText(header, host, time);
      received = time.toFormat('yyyy/MM/dd HH:mm:ss');
    }
    const { threat } = fields;
    const threatText =
      threat === undefined
        ? 'ThreatName=; ThreatID=; Severity='
        : `ThreatName=${threat.name}(${threat.id}); ThreatID=${threat.id}; Severity=${threat.severity}`;
    return (
      `${start}SrcLocation=${fields.sourceLocation}; SrcIP=${fields.source}; SrcPort=${fields.sourcePort}; ` +
      `SrcUser=${fields.user ?? ''}; DstLocation=Australia; DstIP=${fields.target}; DstPort=${fields.port}; ` +
      `Action=${fields.action}; RuleName=${fields.rule}; RuleID=${fields.ruleId}; TimeReceived=${received}; ` +
      `${threatText}; Subtype=${fields.subtype}; Type= ${threat === undefined ? 'TRAFFIC' : 'THREAT'};`
    );
  };
}

function headerText(form: HeaderForm, host: string, time: DateTime): string {
  const old = `${time.toFormat('LLL')} ${time.toFormat('d').padStart(2)} ${time.toFormat('HH:mm:ss')} ${host} `;
  const iso = time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
  switch (form) {
    case 'none':
      return '';
    case 'traditional':
      return old;
    case 'iso':
      return `${iso} ${host} `;
    case 'bsd':
      return `<14>${old}`;
    case 'ietf':
      return `<14>1 ${iso} ${host} - - - - `;
  }
}
