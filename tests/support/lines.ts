export interface LineFields {
  readonly at: number;
  readonly source: string;
  readonly sourcePort?: number;
  readonly target?: string;
  readonly port?: number;
  readonly action?: string;
  readonly rule?: string;
  readonly user?: string;
  readonly host?: string;
  readonly threat?: { readonly name: string; readonly id: string; readonly severity: string };
}

/** A line in the format that firewalls are set up with, times in UTC. */
export function logLine(fields: LineFields): string {
  const {
    source,
    sourcePort = 40_000,
    target = '203.0.113.7',
    port = 443,
    action = 'drop',
    rule = 'sensor',
    user = '',
  } = fields;
  const time = new Date(fields.at).toISOString();
  const received = `${time.slice(0, 10).replaceAll('-', '/')} ${time.slice(11, 19)}`;
  const { name = '', id = '', severity = '' } = fields.threat ?? {};
  const kind = fields.threat === undefined ? 'Subtype=drop; Type= TRAFFIC;' : 'Subtype=vulnerability; Type= THREAT;';
  return (
    `${time.slice(0, 19)}+00:00 ${fields.host ?? 'fw-1'} SrcLocation=Romania; SrcIP=${source}; SrcPort=${sourcePort}; SrcUser=${user}; ` +
    `DstLocation=Australia; DstIP=${target}; DstPort=${port}; Action=${action}; RuleName=${rule}; RuleID=; ` +
    `TimeReceived=${received}; ThreatName=${name}; ThreatID=${id}; Severity=${severity}; ${kind}`
  );
}

/** A source that reaches this many ports of one address, one second apart. */
export function scanLines(source: string, ports: number, startAt: number, more: Partial<LineFields> = {}): string[] {
  return Array.from({ length: ports }, (_, i) => logLine({ at: startAt + i * 1000, source, port: 1000 + i, ...more }));
}
