import { settingLabels } from './settingLabels.ts';

/** What an audit event tells of besides settings, by its name in the event. */
const words: Readonly<Record<string, string | undefined>> = {
  ...settingLabels,
  reason: 'Reason',
  case: 'Case',
  origin: 'Case',
  expiresAt: 'Ends',
  fixedEnd: 'End set by a person',
  lastSeenAt: 'Last seen',
  finding: 'Number of the finding',
  findings: 'Numbers of the findings',
  ticket: 'Ticket',
  note: 'Notes',
  id: 'Number',
  name: 'Name',
  hosts: 'Host names',
  files: 'Log files',
  senders: 'Sends from',
  format: 'Format',
  isOn: 'Send mails',
  host: 'Mail server',
  port: 'Port',
  security: 'Security',
  user: 'User',
  hasPassword: 'A password is stored',
  passwordEntered: 'A password was entered',
  sender: 'Sender',
  recipients: 'Recipients',
  grafanaUrl: 'Address of Grafana',
  createdAt: 'Written',
  subject: 'Subject',
  state: 'State',
  attempts: 'Attempts',
  nextAttemptAt: 'Next attempt',
  sentAt: 'Sent',
  lastError: 'Last error',
  startedAt: 'Started',
  endedAt: 'Ended',
  outcome: 'Outcome',
  message: 'Message',
  changes: 'Number of changes',
};

/** What a change touched, in words; `path` has the names from the outside in, such as `portScan.ports`. */
export function changedWords(path: string): string {
  return words[path] ?? path;
}
