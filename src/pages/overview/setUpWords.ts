import type { Answer } from '../../../detector/api/contract/contract.ts';
import { pagePath } from '../../pagePath.ts';
import { pluginId } from '../../pluginId.ts';

export type Checklist = Answer<'GET /overview'>['checklist'];
export type SetUpStep = Checklist[number]['step'];

interface StepWords {
  readonly title: string;
  /** What to do, in a sentence. */
  readonly what: string;
  readonly href: string;
  readonly link: string;
}

/** The steps of the set-up in order: what each is about and where it is done. */
export const setUpWords: Readonly<Record<SetUpStep, StepWords>> = {
  'detector-connected': {
    title: 'Connect the detector',
    what: 'Give this app the address and the token of the detector’s API.',
    href: `/plugins/${pluginId}`,
    link: 'Configuration',
  },
  'logs-arriving': {
    title: 'Let logs arrive',
    what: 'Have the firewall send its traffic and threat logs to this server by syslog, a file or Loki push.',
    href: pagePath('setup'),
    link: 'Firewall set-up',
  },
  'device-registered': {
    title: 'Register a firewall',
    what: 'Tell the detector which host name or file is yours; lines of nobody registered are only counted.',
    href: pagePath('devices'),
    link: 'Devices',
  },
  'own-networks-set': {
    title: 'Set your own networks',
    what: 'Say which ranges you defend, so that they are never blocked and only they count as targets.',
    href: pagePath('cases'),
    link: 'Defense cases',
  },
  'list-polled': {
    title: 'Let a firewall fetch the list',
    what: 'Set up an External Dynamic List on the firewall with the address of the list.',
    href: pagePath('setup'),
    link: 'Firewall set-up',
  },
  'deny-rule-hit': {
    title: 'See the deny rule work',
    what: 'Put a rule on top that drops sources on the list and logs them; its first hit shows that blocks work.',
    href: pagePath('setup'),
    link: 'Firewall set-up',
  },
  'test-mail-sent': {
    title: 'Send a test mail',
    what: 'Name a mail server and recipients, and send a test, so that somebody hears of new blocks.',
    href: pagePath('notifications'),
    link: 'Notifications',
  },
};
