import type { Detail } from './record.ts';

export const caseNames = ['port-scan', 'port-sweep', 'vulnerability'] as const;
export type CaseName = (typeof caseNames)[number];

/** A case in words for people, to follow "a". */
export const caseWords: Readonly<Record<CaseName, string>> = {
  'port-scan': 'port scan',
  'port-sweep': 'port sweep',
  vulnerability: 'vulnerability attack',
};

/** What was seen of one port (a scan) or one address (a sweep) inside the window that came true. */
export interface Contact {
  /** A port number for a scan, an address for a sweep. */
  readonly value: number | string;
  /** When it was seen last, as counted, ms since 1970. */
  readonly at: number;
}

/** Why a finding came true; kept with the block, so that "why?" has an answer when the records are gone. */
export interface Evidence {
  /** The settings of the case then in force. */
  readonly settings: Readonly<Record<string, string | number>>;
  readonly deviceId: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Newest first, at most 100 of them. */
  readonly contacts: readonly Contact[];
  /** Of a vulnerability: rule, severity and threat of the record. */
  readonly rule?: string;
  readonly severity?: string;
  readonly threat?: Detail;
}

/** A case that came true for a source. Addresses are in canonical text. */
export interface Finding {
  /** Time as counted of the record that completed it, ms since 1970. */
  readonly at: number;
  readonly case: CaseName;
  readonly source: string;
  /** Country or location that the firewall gave for the source; may be empty. */
  readonly sourceLocation: string;
  /** Null for a sweep. */
  readonly target: string | null;
  /** Null for a scan. */
  readonly port: number | null;
  /** Different ports or addresses in the window; 1 for a vulnerability. */
  readonly count: number;
  /** Every record came from one port below 1024 to ports from 1024 up: answers that look like a scan. */
  readonly looksLikeAnswers: boolean;
  /**
   * When the source last hit the deny rule before this finding, as far as that was not told yet: it moves on a block that
   * stands, but not the one that the finding leads to. Null when it did not.
   */
  readonly hitBeforeAt: number | null;
  /** The case only watches: no block may come of it. */
  readonly watchOnly: boolean;
  readonly evidence: Evidence;
}
