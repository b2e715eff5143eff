/** What kind of failure it was, which decides what a page offers. */
export type FaultKind = 'forbidden' | 'unreachable' | 'not-set-up' | 'refused' | 'broken';

/** An answer that was not the one asked for, in words for a person. */
export class ApiFault extends Error {
  readonly kind: FaultKind;
  readonly status: number;
  /** A sentence for each fault of what was given; empty where there is but one, the message. */
  readonly faults: readonly string[];
  /** Stands in docs/errors.md. */
  readonly code: string;

  constructor(kind: FaultKind, status: number, message: string, faults: readonly string[], code = '') {
    super(message);
    this.name = 'ApiFault';
    this.kind = kind;
    this.status = status;
    this.faults = faults;
    this.code = code;
  }
}

/** What was thrown, as a fault: what is none yet is a defect. */
export function asFault(error: unknown): ApiFault {
  return error instanceof ApiFault ? error : new ApiFault('broken', 0, String(error), []);
}

interface MaybeProblem {
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly faults?: unknown;
}

/** Grafana's proxy answers some failures itself, without a problem document. */
export function faultOf(status: number, data: unknown): ApiFault {
  const { code, detail, faults } = (typeof data === 'object' && data !== null ? data : {}) as MaybeProblem;
  if (typeof code === 'string' && typeof detail === 'string') {
    const sentences = Array.isArray(faults) ? faults.filter((fault) => typeof fault === 'string') : [];
    // The 404 comes from the detector itself, so the detector is reachable.
    return new ApiFault(status === 404 ? 'refused' : kindOf(status), status, detail, sentences, code);
  }
  return new ApiFault(kindOf(status), status, sentenceOf(status), []);
}

function kindOf(status: number): FaultKind {
  if (status === 403) return 'forbidden';
  if (status === 401 || status === 404) return 'not-set-up';
  if (status === 0 || status === 502 || status === 503 || status === 504) return 'unreachable';
  return status >= 400 && status < 500 ? 'refused' : 'broken';
}

function sentenceOf(status: number): string {
  if (status === 403) return 'Your role in Grafana may not do this. Ask an administrator of this organization.';
  if (status === 401) return 'The detector does not accept the token. Set it anew in the configuration of this app.';
  if (status === 404)
    return 'Nothing answers at the address of the detector. Check it in the configuration of this app.';
  if (status >= 502 && status <= 504) {
    return 'Nothing answers at its address. See on its machine whether it runs (systemctl status active-defense, docker compose ps, or the terminal that npm start runs in) and what its log says, and check its address in the configuration of this app.';
  }
  return `The detector answered with status ${String(status)}.`;
}
