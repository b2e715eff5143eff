import type { Answer } from '../../../detector/api/contract/contract.ts';

export const notificationsFields = ['tab', 'state'] as const;

export type Mail = Answer<'GET /notifications/mails'>['items'][number];
export type MailState = Mail['state'];

const states: readonly MailState[] = ['waiting', 'failed', 'sent'];

/** Undefined for every state, and for a word in the URL that is none. */
export function mailStateOf(text: string): MailState | undefined {
  return states.find((state) => state === text);
}
