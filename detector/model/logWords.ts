/** The fields of a record whose values are words of a list that the vendor knows. */
export type WordField = 'subtype' | 'action' | 'severity' | 'direction' | 'protocol';

/**
 * Words by field after PAN-OS 7.1–11.2's field descriptions, Strata Logging Service and the CEF and LEEF templates; what
 * stands beside a word are its other spellings. Capitals never matter, and a space or `_` is the same as `-`.
 */
const spellings: Readonly<Record<WordField, Readonly<Record<string, readonly string[]>>>> = {
  subtype: withoutOthers(
    ...['start', 'end', 'drop', 'deny', 'data', 'dlp', 'dlp-non-file', 'dns', 'dns-security', 'file', 'flood'],
    ...[
      'domain-edl',
      'inline-cloud-analysis',
      'ml-virus',
      'packet',
      'scan',
      'spyware',
      'url',
      'virus',
      'vulnerability',
    ],
    ...['wildfire', 'wildfire-virus'],
  ),
  action: {
    ...withoutOthers('allow', 'alert', 'deny', 'drop', 'drop-packet', 'drop-all', 'drop-all-packets', 'random-drop'),
    ...withoutOthers('block', 'block-ip', 'block-url', 'block-continue', 'block-override', 'block-cookie', 'sinkhole'),
    ...withoutOthers('continue', 'override', 'override-lockout', 'syncookie-sent', 'forward', 'quarantine'),
    ...withoutOthers('wildfire-upload-success', 'wildfire-upload-fail', 'wildfire-upload-skip'),
    'drop-icmp': ['dropicmp'],
    'reset-client': ['rst-client', 'resetclient'],
    'reset-server': ['rst-server', 'resetserver'],
    'reset-both': ['rst-both', 'resetboth'],
  },
  severity: {
    informational: ['1', 'info'],
    low: ['2'],
    medium: ['3'],
    high: ['4'],
    critical: ['5'],
  },
  direction: {
    'client-to-server': ['0', 'c2s', 'clienttoserver'],
    'server-to-client': ['1', 's2c', 'servertoclient'],
  },
  protocol: {
    tcp: ['6'],
    udp: ['17'],
    sctp: ['132'],
    dccp: ['33'],
    udplite: ['136', 'udp-lite'],
    icmp: ['1'],
    'ipv6-icmp': ['58', 'icmp6', 'icmpv6', 'icmp-v6'],
    esp: ['50', 'ipsec-esp'],
    ah: ['51', 'ipsec-ah'],
    gre: ['47'],
    igmp: ['2'],
    hopopt: ['0'],
    ...withoutOthers('ip', 'ipip', 'ipencap', 'ip-in-ip', 'ipv4', 'ipv6', 'ipv6-route', 'ipv6-frag', 'ipv6-nonxt'),
    ...withoutOthers(
      'ipv6-opts',
      'egp',
      'igp',
      'ggp',
      'pup',
      'eigrp',
      'ospf',
      'ospfigp',
      'pim',
      'vrrp',
      'l2tp',
      'rsvp',
    ),
    ...withoutOthers('ipcomp', 'etherip', 'mpls-in-ip', 'vmtp', 'skip', 'rdp', 'hmp', 'idp', 'xns-idp', 'st', 'argus'),
  },
};

const withPorts: readonly string[] = ['tcp', 'udp', 'sctp', 'dccp', 'udplite'];
const canonicalByField = new Map(
  Object.entries(spellings).map(([field, words]) => [
    field,
    new Map(Object.entries(words).flatMap(([word, others]) => [word, ...others].map((each) => [each, word] as const))),
  ]),
);

/** The one spelling that the product uses for a word; of a word that nobody knows its lower case. */
export function canonicalWord(field: WordField, text: string): string {
  return knownWord(field, text) ?? text.toLowerCase();
}

/** False for a word that the vendor is not known to use; an absent one is no word. */
export function isKnownWord(field: WordField, text: string): boolean {
  return text === '' || knownWord(field, text) !== undefined;
}

/** All spellings of a field's words in lower case, each with `-`, a space and `_`. */
export function spellingsOf(field: WordField): string[] {
  return [...(canonicalByField.get(field)?.keys() ?? [])].flatMap((word) => [
    ...new Set(['-', ' ', '_'].map((between) => word.replaceAll('-', between))),
  ]);
}

/** The fields in which a text is a known word. */
export function fieldsOfWord(text: string): WordField[] {
  return wordFields.filter((field) => knownWord(field, text) !== undefined);
}

/** Whether the firewall stopped it: any known action but allow. */
export function isDenied(action: string): boolean {
  const word = knownWord('action', action);
  return word !== undefined && word !== 'allow';
}

/** Whether its ports are ports: of ESP, for one, they are the SPI. Where no protocol is told it may have some. */
export function hasPorts(protocol: string): boolean {
  return protocol === '' || withPorts.includes(canonicalWord('protocol', protocol));
}

export const wordFields = Object.keys(spellings) as readonly WordField[];

/** Every action but allow, in all spellings, with `-` for what may be a space or `_`. */
export const deniedActions: readonly string[] = Object.entries(spellings.action)
  .filter(([word]) => word !== 'allow')
  .flatMap(([word, others]) => [word, ...others]);

function knownWord(field: WordField, text: string): string | undefined {
  const plain = text.trim().toLowerCase().replace(/[ _]+/g, '-');
  const word = canonicalByField.get(field)?.get(plain);
  if (word !== undefined || field !== 'protocol') return word;
  return /^\d{1,3}$/.test(plain) && Number(plain) <= 255 ? plain : undefined;
}

function withoutOthers(...words: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(words.map((word) => [word, []]));
}
