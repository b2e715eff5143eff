import type { Answer, Input } from '../../../detector/api/contract/contract.ts';

export type StoredMailSettings = Answer<'GET /notifications/settings'>;
export type MailRequest = Input<'PUT /notifications/settings'>['body'];
export type Security = MailRequest['security'];

/** The settings as they stand in the form: the port as it is typed, an empty password for the one that is stored. */
export interface MailDraft extends Omit<MailRequest, 'port' | 'password'> {
  readonly port: string;
  readonly password: string;
}

/** Ports that servers listen on. */
export const usualPorts: Readonly<Record<Security, string>> = { starttls: '587', tls: '465', none: '25' };

/** What the form begins with; until a server is set, Grafana's own address is filled in for the links. */
export function draftOf(stored: StoredMailSettings, grafanaUrl: string): MailDraft {
  const { isOn, host, port, security, user, sender, recipients } = stored;
  const isNew = host === '' && stored.grafanaUrl === '';
  return {
    ...{ isOn, host, port: String(port), security, user, password: '', sender, recipients },
    grafanaUrl: isNew ? grafanaUrl : stored.grafanaUrl,
  };
}

/** The draft as the API takes it. An empty password keeps the stored one. */
export function requestOf({ port, password, ...rest }: MailDraft): MailRequest {
  return { ...rest, port: Number(port), ...(password === '' ? {} : { password }) };
}

/** Another security brings its usual port along, unless a port of the person's own is set. */
export function withSecurity(draft: MailDraft, security: Security): MailDraft {
  const isUsual = draft.port === usualPorts[draft.security];
  return { ...draft, security, ...(isUsual ? { port: usualPorts[security] } : {}) };
}

export type MailField = Exclude<keyof MailDraft, 'isOn' | 'security'>;
const fields = ['host', 'port', 'user', 'password', 'sender', 'recipients', 'grafanaUrl'] as const;

/** What the form can tell by itself, before anything is sent. */
export function draftFault(draft: MailDraft): Partial<Record<MailField, string>> {
  const port = Number(draft.port);
  const isPort = /^\d{1,5}$/.test(draft.port.trim()) && port >= 1 && port <= 65_535;
  return isPort ? {} : { port: 'It takes a whole number from 1 to 65535, mostly 587, 465 or 25.' };
}

/** What is still missing before a test mail can be sent; undefined: nothing. */
export function testHindrance(draft: MailDraft): string | undefined {
  const lacking = [
    ...(draft.host.trim() === '' ? ['a mail server'] : []),
    ...(draft.sender.trim() === '' ? ['a sender'] : []),
    ...(draft.recipients.length === 0 ? ['a recipient'] : []),
  ];
  const last = lacking.pop();
  if (last !== undefined) return `Enter ${lacking.length === 0 ? last : `${lacking.join(', ')} and ${last}`} first.`;
  return draftFault(draft).port === undefined ? undefined : 'Mend the port first.';
}

/** Sorts the detector's sentences to the fields that they begin with; the rest belongs to none. */
export function placeMailFaults(sentences: readonly string[]): {
  readonly byField: Partial<Record<MailField, string>>;
  readonly others: readonly string[];
} {
  const byField: Partial<Record<MailField, string>> = {};
  const others: string[] = [];
  for (const sentence of sentences) {
    const field = fields.find((name) => new RegExp(String.raw`^(?:body\.)?${name}\b`).test(sentence));
    if (field === undefined) others.push(sentence);
    else byField[field] = byField[field] === undefined ? sentence : `${byField[field]} ${sentence}`;
  }
  return { byField, others };
}
