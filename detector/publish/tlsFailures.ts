/** What one client's failed TLS handshakes had in common. */
export interface TlsFailure {
  readonly client: string;
  readonly count: number;
  readonly lastAtMs: number;
  /** OpenSSL's or the system's word for it; `ERR_SSL_TLSV1_ALERT_UNKNOWN_CA`: the client does not trust the certificate. */
  readonly lastReason: string;
}

export interface TlsFailures {
  add(client: string, reason: string, atMs: number): void;
  /** Per client, and how many more failures came from clients that there was no room for. */
  counts(): { clients: readonly TlsFailure[]; others: number };
}

/** Counts failed handshakes by client, for at most `maxClients` of them: anybody can make one fail. */
export function createTlsFailures(maxClients: number): TlsFailures {
  const byClient = new Map<string, TlsFailure>();
  let others = 0;

  function add(client: string, reason: string, atMs: number): void {
    const before = byClient.get(client);
    if (before === undefined && byClient.size >= maxClients) {
      others++;
      return;
    }
    byClient.set(client, { client, count: (before?.count ?? 0) + 1, lastAtMs: atMs, lastReason: reason });
  }

  return { add, counts: () => ({ clients: [...byClient.values()], others }) };
}
