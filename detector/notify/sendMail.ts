import { createTransport } from 'nodemailer';
import { messageOf } from '../errors.ts';
import type { MailSettings } from '../model/mailSettings.ts';
import { oneLine } from './plainText.ts';

/** A mail as it goes out. */
export interface OutgoingMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly recipients: readonly string[];
  /** The same each time that it is tried, so that who gets it twice can tell. */
  readonly messageId: string;
}

export interface MailAccount extends Pick<MailSettings, 'host' | 'port' | 'security' | 'user' | 'sender'> {
  readonly password: string;
}

/** What came of it, with the server's own answer. */
export type Delivery =
  | { readonly kind: 'accepted'; readonly answer: string; readonly refused: readonly string[] }
  /** `isServerFault`: other mails would fare no better now. */
  | { readonly kind: 'failed'; readonly answer: string; readonly isServerFault: boolean };

const connectMs = 15_000;
const silentMs = 30_000;
/** From the first byte to the last; far below the time for which a mail is claimed. */
const wholeMs = 120_000;
const longestAnswer = 500;

/** Sends one mail over a connection of its own; faults are outcomes, not exceptions. */
export async function sendMail(account: MailAccount, mail: OutgoingMail, signal: AbortSignal): Promise<Delivery> {
  const { host, port, security, user, password, sender } = account;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    ...{ connectionTimeout: connectMs, dnsTimeout: connectMs, greetingTimeout: silentMs, socketTimeout: silentMs },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    // A mail server on this machine needs no certificate.
    allowInternalNetworkInterfaces: true,
  });
  const { subject, text, html, messageId, recipients } = mail;
  const safe = (answer: string) => withoutPassword(oneLine(answer, longestAnswer), password);
  try {
    const { response, rejected, rejectedErrors } = await transport.sendMail({
      from: { name: 'Active Defense', address: sender },
      to: recipients.map((address) => ({ name: '', address })),
      ...{ subject, text, html, messageId: `<${messageId}>` },
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(wholeMs)]),
    });
    const why = rejectedErrors?.map((error) => error.response ?? error.message).join('; ') ?? '';
    return { kind: 'accepted', answer: safe(rejected.length === 0 ? response : why), refused: rejected };
  } catch (error) {
    return failureOf(error, account, safe);
  } finally {
    transport.close();
  }
}

interface SmtpFault {
  readonly code?: string;
  /** The command that failed. */
  readonly command?: string;
  readonly response?: string;
}

function failureOf(error: unknown, { host, port }: MailAccount, safe: (answer: string) => string): Delivery {
  const { code = '', command = '', response } = error as SmtpFault;
  const said = safe(response ?? messageOf(error));
  const isOfMail = response !== undefined && /^(?:RCPT TO|DATA|BDAT)/.test(command);
  return { kind: 'failed', answer: sentenceOf(code, said, `${host}:${port}`), isServerFault: !isOfMail };
}

/** What the server said stands in each; a person needs it to look further. */
function sentenceOf(code: string, said: string, server: string): string {
  if (code === 'EAUTH') return `${server} refused the login: ${said}. Check user and password.`;
  if (code === 'ETLS') return `No encryption with ${server}: ${said}. Choose the security that the server offers.`;
  if (code === 'EENVELOPE') return `${server} refused the sender or a recipient: ${said}`;
  if (code === 'EMESSAGE') return `${server} refused the mail: ${said}`;
  if (code === 'EABORT') return `${server} took too long, or the service was stopped meanwhile.`;
  return `${server} could not be talked to: ${said}. Check host, port and security, and that nothing in between blocks it.`;
}

/** A server could repeat what it was given. */
function withoutPassword(text: string, password: string): string {
  return password === '' ? text : text.replaceAll(password, '(password)');
}
