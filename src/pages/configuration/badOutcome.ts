import type { ApiFault } from '../../api/fault.ts';

export interface BadOutcome {
  readonly isGood: false;
  readonly seen: string;
  /** What to do about it. */
  readonly mend: string;
}

/** A failed test in words. */
export function badOutcome({ kind, status, message, code }: ApiFault, apiUrl: string): BadOutcome {
  if (status === 401) {
    return {
      isGood: false,
      seen: `The detector answers at ${apiUrl}, but does not accept the token.`,
      mend: 'Copy the token again, whole and without spaces. It stands in the file api-token of the detector’s data folder.',
    };
  }
  if (kind === 'unreachable' && code !== '') {
    return {
      isGood: false,
      seen: `The detector answers at ${apiUrl}, but is not ready: ${message}`,
      mend: 'Address and token are right. Test again in a moment.',
    };
  }
  if (kind === 'unreachable') {
    return {
      isGood: false,
      seen: `Nothing answers at ${apiUrl}.`,
      mend: 'Check host and port, that the detector runs, and that Grafana’s server, not only this browser, reaches it.',
    };
  }
  if (kind === 'not-set-up') {
    return {
      isGood: false,
      seen: `Something answers at ${apiUrl}, but it is not the detector’s API.`,
      mend: 'Check the port: the API, the list and the intake have one each.',
    };
  }
  return { isGood: false, seen: message, mend: 'Test again; if it stays so, look into the detector’s log.' };
}
