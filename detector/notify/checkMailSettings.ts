import type { MailSettings } from '../model/mailSettings.ts';

const control = /\p{Cc}/u;
const hostName = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,252}[\p{L}\p{N}])?$/u;
const ipv6 = /^[0-9a-f:.]{2,45}$/i;
const localPart = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}$/u;

/**
 * A sentence for each fault. `isUsed`: mails are to be sent with them, so that server, sender and recipients may not be
 * missing. Nothing may hold a line break, which would end a command or a header.
 */
export function mailSettingsFaults(settings: MailSettings, password: string, isUsed: boolean): string[] {
  const { host, port, user, sender, recipients, grafanaUrl } = settings;
  const faults: string[] = [];
  if ((host !== '' || isUsed) && !isHost(host)) {
    faults.push(`host is ${shown(host)}: it takes a mail server's name or address, such as mail.example.com.`);
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    faults.push(`port is ${shown(port)}: it takes a whole number from 1 to 65535, mostly 587, 465 or 25.`);
  }
  if (control.test(user)) faults.push('user holds a line break or another control character: leave it out.');
  if (control.test(password)) faults.push('password holds a line break or another control character: leave it out.');
  if ((sender !== '' || isUsed) && !isMailAddress(sender)) faults.push(addressFault('sender', sender));
  if (isUsed && recipients.length === 0) faults.push('recipients is empty: it takes at least one e-mail address.');
  for (const recipient of recipients) {
    if (!isMailAddress(recipient)) faults.push(addressFault('recipients', recipient));
  }
  if (grafanaUrl !== '' && !isWebAddress(grafanaUrl)) {
    faults.push(
      `grafanaUrl is ${shown(grafanaUrl)}: it takes the address of Grafana, such as https://grafana.example.com, or nothing.`,
    );
  }
  return faults;
}

/** One address without a display name, so that nothing in it can become a second one. */
function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return text.length <= 254 && localPart.test(text.slice(0, Math.max(at, 0))) && hostName.test(text.slice(at + 1));
}

function isHost(text: string): boolean {
  return hostName.test(text) || (text.includes(':') && ipv6.test(text));
}

function isWebAddress(text: string): boolean {
  if (control.test(text) || /[\s"'<>]/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}

function addressFault(field: string, value: string): string {
  return `${field}: ${shown(value)} is not an e-mail address: write it like soc@example.com.`;
}

function shown(value: unknown): string {
  return JSON.stringify(value);
}
