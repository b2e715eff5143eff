import { isIP } from 'node:net';
import { MendableError } from '../../errors.ts';
import { defaultFormatText } from '../../parse/defaultFormat.ts';

export interface FirewallWish {
  /** This server's address or DNS name, as the firewall reaches it. */
  readonly address: string;
  /** What the firewall's objects for it are called. */
  readonly name: string;
  /** The firewall's zone towards the internet. */
  readonly zone: string;
  /** The rule that drops what is on the list. */
  readonly denyRule: string;
  readonly syslogPort: number;
  readonly transport: 'UDP' | 'TCP' | 'SSL';
  readonly listPort: number;
}

/** What is pasted at one time into the firewall's configuration mode. */
export interface FirewallStep {
  readonly title: string;
  readonly commands: readonly string[];
}

export const sensorRule = 'Active Defense Sensor';

/** `set` commands that let a firewall send its logs, fetch the list and enforce it. None of them cuts traffic that flows now. */
export function firewallCommands(wish: FirewallWish): FirewallStep[] {
  checkTexts(wish);
  const { address, name, zone, denyRule, syslogPort, transport, listPort } = wish;
  const profile = `set shared log-settings syslog ${quote(name)}`;
  const forwarding = `set shared log-settings profiles ${quote(name)}`;
  const list = `set shared external-list ${quote(name)} type ip`;
  const deny = ruleCommands(denyRule, { source: quote(name), destinationZone: 'any', name, zone });
  return [
    {
      title: 'Syslog server profile, with the log format',
      commands: [
        `${profile} server ${quote(name)} server ${address}`,
        `${profile} server ${quote(name)} transport ${transport}`,
        `${profile} server ${quote(name)} port ${syslogPort}`,
        `${profile} server ${quote(name)} format BSD`,
        `${profile} server ${quote(name)} facility LOG_USER`,
        `${profile} format traffic "${defaultFormatText}"`,
        `${profile} format threat "${defaultFormatText}"`,
      ],
    },
    {
      title: 'Log forwarding profile',
      commands: ['traffic', 'threat'].flatMap((type) => [
        `${forwarding} match-list ${type} log-type ${type}`,
        `${forwarding} match-list ${type} filter "All Logs"`,
        `${forwarding} match-list ${type} send-syslog ${quote(name)}`,
      ]),
    },
    {
      title: `Certificate profile and list; import ca.crt as ${quote(name)} before (Device, Certificates)`,
      commands: [
        `set shared certificate-profile ${quote(name)} CA ${quote(name)}`,
        `${list} url https://${isIP(address) === 6 ? `[${address}]` : address}:${listPort}/files/blacklist.txt`,
        `${list} recurring five-minute`,
        `${list} certificate-profile ${quote(name)}`,
      ],
    },
    { title: 'Top rule', commands: [...deny, `move rulebase security rules ${quote(denyRule)} top`] },
    {
      title: 'Default rules: what no rule matches is logged, nothing else changes',
      commands: [
        ...defaultRuleCommands('interzone-default', 'deny', name),
        ...defaultRuleCommands('intrazone-default', 'allow', name),
      ],
    },
  ];
}

/** The rule at the bottom. It cuts what intrazone-default lets through in the zone towards the internet. */
export function sensorCommands(wish: FirewallWish): FirewallStep[] {
  checkTexts(wish);
  const { name, zone } = wish;
  const rule = ruleCommands(sensorRule, { source: 'any', destinationZone: quote(zone), name, zone });
  return [{ title: 'Bottom rule', commands: [...rule, `move rulebase security rules ${quote(sensorRule)} bottom`] }];
}

interface RuleParts {
  readonly source: string;
  readonly destinationZone: string;
  readonly name: string;
  readonly zone: string;
}

function ruleCommands(rule: string, { source, destinationZone, name, zone }: RuleParts): string[] {
  const command = `set rulebase security rules ${quote(rule)}`;
  return [
    `${command} from ${quote(zone)} to ${destinationZone} source ${source} destination any`,
    `${command} source-user any category any application any service any`,
    `${command} action deny`,
    `${command} log-start no log-end yes log-setting ${quote(name)}`,
  ];
}

function defaultRuleCommands(rule: string, action: string, name: string): string[] {
  const command = `set rulebase default-security-rules rules ${rule}`;
  return [`${command} action ${action}`, `${command} log-end yes log-setting ${quote(name)}`];
}

/** What PAN-OS takes as a name since version 8.1; nothing of it can end a quoted word. */
const objectName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$/;
const hostName =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

function checkTexts({ address, name, zone, denyRule }: FirewallWish): void {
  const faults = [
    ...(isIP(address) !== 0 || hostName.test(address)
      ? []
      : [`The address ${JSON.stringify(address)} is neither an IP address nor a DNS name: write this server's own.`]),
    ...Object.entries({ name, zone, 'deny rule': denyRule })
      .filter(([, text]) => !objectName.test(text))
      .map(
        ([what, text]) =>
          `The ${what} ${JSON.stringify(text)} is no name for a firewall's object: use letters, digits, spaces and . _ - (63 at most, a letter or digit first).`,
      ),
  ];
  if (faults.length > 0) throw new MendableError('firewall-name-wrong', faults.join('\n'));
}

function quote(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `"${text}"`;
}
