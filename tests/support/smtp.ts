import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import tls from 'node:tls';
import { SMTPServer } from 'smtp-server';
import { signCertificate } from '../../detector/publish/signCertificate.ts';

/** A mail as the server took it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Whole, as it came. */
  readonly raw: string;
  readonly user: string | undefined;
  readonly isEncrypted: boolean;
}

export interface TestSmtpOptions {
  /** 0, the default: any that is free. */
  readonly port?: number;
  readonly security?: 'starttls' | 'tls' | 'none';
  /** Who may log in; nobody needs to where this is absent. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Recipients that are refused. */
  readonly refused?: readonly string[];
  /** Called with each whole mail before it is answered. */
  readonly onMail?: (mail: TakenMail) => void | Promise<void>;
}

export interface TestSmtp {
  readonly port: number;
  readonly mails: readonly TakenMail[];
  close(): Promise<void>;
}

/** A real SMTP server on this machine, with a certificate for `localhost` that this process trusts; it ends with the test. */
export async function startSmtp(t: TestContext, options: TestSmtpOptions = {}): Promise<TestSmtp> {
  const { security = 'none', login, refused = [], onMail } = options;
  const mails: TakenMail[] = [];
  const server = new SMTPServer({
    ...certificate(),
    secure: security === 'tls',
    authOptional: login === undefined,
    disabledCommands: [...(security === 'none' ? ['STARTTLS'] : []), ...(login === undefined ? ['AUTH'] : [])],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth({ username, password }, _session, answer) {
      if (username === login?.user && password === login?.password) answer(null, { user: username });
      else answer(Object.assign(new Error('5.7.8 no such user or password'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, answer) {
      if (!refused.includes(address)) answer();
      else answer(Object.assign(new Error(`5.1.1 nobody is called ${address}`), { responseCode: 550 }));
    },
    onData(stream, { envelope, user, secure }, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mail = {
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          user: typeof user === 'string' ? user : undefined,
          isEncrypted: secure,
        };
        mails.push(mail);
        void Promise.resolve(onMail?.(mail)).then(() => answer(null, 'taken as mail 7'));
      });
    },
  });
  // What a client does to a connection, such as breaking it off, is nothing that a test has to know.
  server.on('error', () => undefined);
  const { port = 0 } = options;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= new Promise<void>((resolve) => server.close(resolve)));
  t.after(close);
  return { port: (server.server.address() as AddressInfo).port, mails, close };
}

/** Texts of a mail with its quoted-printable lines joined and decoded. */
export function decodedMail(raw: string): string {
  const bytes = raw
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

let made: { readonly key: string; readonly cert: string } | undefined;

function certificate(): { readonly key: string; readonly cert: string } {
  if (made !== undefined) return made;
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name: 'Test CA', publicKey: authority.publicKey, privateKey: authority.privateKey };
  const now = Date.now();
  const span = { notBeforeMs: now - 86_400_000, notAfterMs: now + 86_400_000 };
  const root = signCertificate({
    ...{ subject: issuer.name, publicKey: issuer.publicKey, issuer, ...span },
    role: { kind: 'authority' },
  });
  const leaf = signCertificate({
    ...{ subject: 'localhost', publicKey: createPublicKey(server.privateKey), issuer, ...span },
    role: { kind: 'server', names: ['localhost'] },
  });
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), root.toString()]);
  made = { key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: leaf.toString() };
  return made;
}
