/** How a mail server is spoken to: `starttls` refuses one that does not offer it, `tls` speaks TLS from the first byte. */
export type MailSecurity = 'starttls' | 'tls' | 'none';

/** How mails are sent and to whom, without the password. */
export interface MailSettings {
  readonly isOn: boolean;
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  /** Empty: no login. */
  readonly user: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  /** Address of Grafana, for links in mails; empty: no links. */
  readonly grafanaUrl: string;
}

/** Until a person enters a server. */
export const noMailSettings: MailSettings = {
  isOn: false,
  host: '',
  port: 587,
  security: 'starttls',
  user: '',
  sender: '',
  recipients: [],
  grafanaUrl: '',
};
