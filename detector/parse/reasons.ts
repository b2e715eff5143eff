/** Why a line could not be read; each is counted per device under this name. */
export const reasons = [
  'too-long',
  'unknown-format',
  'cut',
  'seam',
  'framing',
  'quotes',
  'ambiguous',
  'other-type',
  'missing-field',
  'source-address',
  'destination-address',
  'source-port',
  'destination-port',
  'action',
  'time',
  'repeat-count',
  'too-many-fields',
  'too-many-contexts',
] as const;

export type Reason = (typeof reasons)[number];

/** What each reason means, for a person. */
export const reasonTexts: Readonly<Record<Reason, string>> = {
  'too-long': 'The line is longer than 64 KiB.',
  'unknown-format': 'The line is neither in the key=value format, nor in the format of its device, nor in PAN-OS CSV.',
  cut: 'The line ends before its last field does: it was cut short on its way.',
  seam: 'A newline, CR, NUL or tab stands in the line, and what is around it may be two messages or one.',
  framing: 'An octet count of the sender was wrong, or the connection ended within a message: some of it was lost.',
  quotes: 'A quoted CSV field goes on after its closing quote.',
  ambiguous: 'A value holds text that looks like other fields, and there is more than one way to read the line.',
  'other-type': 'The log type is neither TRAFFIC nor THREAT.',
  'missing-field': 'An address, the destination port, the action or the time is not in the line.',
  'source-address': 'The source is not an IP address.',
  'destination-address': 'The destination is not an IP address.',
  'source-port': 'The source port is not a number from 0 to 65535.',
  'destination-port': 'The destination port is not a number from 0 to 65535.',
  action: 'The action is empty.',
  time: 'The time is neither YYYY/MM/DD HH:MM:SS nor an ISO 8601 time.',
  'repeat-count': 'The line claims to be repeated no times or more than 10,000 times.',
  'too-many-fields': 'The line has more than 64 fields that the format does not know.',
  'too-many-contexts': 'The line has a new combination of texts, and the table of combinations is full.',
};
