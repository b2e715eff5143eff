/** A firewall that sends logs; a high-availability pair is one device with several host names. */
export interface Device {
  readonly id: number;
  readonly name: string;
  /** Host names as they stand in line headers, compared without regard to case. */
  readonly hosts: readonly string[];
  /** Log files: absolute paths or globs. */
  readonly files: readonly string[];
  /** Addresses that it sends syslog from. */
  readonly senders: readonly string[];
  /** IANA zone that its log times are in; null: the settings' zone. */
  readonly timeZone: string | null;
  /** Its own log format, pasted from the firewall, or the names of its columns in order; null: told line by line. */
  readonly format: string | null;
}
