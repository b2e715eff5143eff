import { join } from 'node:path';
import { createTokenCheck } from '../setup/bearerToken.ts';
import type { Configuration } from '../setup/configuration.ts';
import type { Logger } from '../log.ts';
import type { ServerCertificate } from '../publish/certificates.ts';
import type { LineBlock } from '../receive/lineBlock.ts';
import { receiveLokiPush } from '../receive/loki/lokiPush.ts';
import type { LokiPush } from '../receive/loki/lokiPush.ts';
import { loadToken } from '../setup/keptToken.ts';
import { namingPort } from '../setup/namingPort.ts';

export interface LokiListenerOptions {
  readonly configuration: Configuration;
  readonly certificate: ServerCertificate;
  readonly push: (block: LineBlock, digest: Uint8Array) => Promise<void>;
  readonly log: Logger;
}

export interface LokiListener extends LokiPush {
  /** For people. */
  readonly description: string;
}

/** Opens the listener for Loki's clients where one is configured, behind its token. */
export async function openLokiListener(options: LokiListenerOptions): Promise<LokiListener | undefined> {
  const { configuration, certificate, push, log } = options;
  const { host, port, tls, ...given } = configuration.loki;
  if (port === null) return undefined;
  const ownFile = join(configuration.dataDir, 'loki-token');
  const { token, file } = await loadToken({ owner: "Loki push's", ...given, ownFile });
  const { certificatePem: cert, keyPem: key } = certificate;
  const opening = receiveLokiPush({
    ...{ host, port, push },
    ...(tls ? { certificate: { cert, key } } : {}),
    isAuthorized: createTokenCheck(token),
    log: log.child({ step: 'loki' }),
  });
  const listener = await namingPort('ACTIVE_DEFENSE_LOKI_PORT', opening);
  const where = `Loki push${tls ? ' over TLS' : ''} on port ${listener.address.port}`;
  return { ...listener, description: `${where} (token: ${file ?? 'as ACTIVE_DEFENSE_LOKI_TOKEN says'})` };
}
