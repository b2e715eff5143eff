import { defaultFormatText, fullerFormatTexts } from '../../parse/defaultFormat.ts';
import { urlOf } from '../list/listUrl.ts';
import type { FirewallRequest } from './firewallRequest.ts';

export const sensorRule = 'Active Defense Sensor';

const panTransports = { udp: 'UDP', tcp: 'TCP', tls: 'SSL' } as const;

/** Where logs go, and in which format. Like all below: for the configuration mode, of texts that `checkRequest` has let through. */
export function profileCommands({ name, address, transport, syslogPort }: FirewallRequest): string[] {
  const profile = `set shared log-settings syslog ${quote(name)}`;
  const forwarding = `set shared log-settings profiles ${quote(name)}`;
  return [
    `${profile} server ${quote(name)} server ${address}`,
    `${profile} server ${quote(name)} transport ${panTransports[transport]}`,
    `${profile} server ${quote(name)} port ${syslogPort}`,
    `${profile} server ${quote(name)} format BSD`,
    `${profile} server ${quote(name)} facility LOG_USER`,
    `${profile} format traffic "${defaultFormatText}"`,
    `${profile} format threat "${defaultFormatText}"`,
    ...['traffic', 'threat'].flatMap((type) => [
      `${forwarding} match-list ${type} log-type ${type}`,
      `${forwarding} match-list ${type} filter "All Logs"`,
      `${forwarding} match-list ${type} send-syslog ${quote(name)}`,
    ]),
  ];
}

/** What sets the longer formats in place of the short one. */
export function fullerFormatCommands({ name }: FirewallRequest): string[] {
  const { traffic, threat } = fullerFormatTexts;
  const profile = `set shared log-settings syslog ${quote(name)}`;
  return [`${profile} format traffic "${traffic}"`, `${profile} format threat "${threat}"`];
}

/** The default rules keep what they do, and log it. */
export function defaultRuleCommands({ name }: FirewallRequest): string[] {
  return Object.entries({ 'interzone-default': 'deny', 'intrazone-default': 'allow' }).flatMap(([rule, action]) => {
    const command = `set rulebase default-security-rules rules ${rule}`;
    return [`${command} action ${action}`, `${command} ${logging(name)}`];
  });
}

/** What makes any rule log at session end and forward it. */
export function logRuleCommand(rule: string, { name }: FirewallRequest): string {
  return `set rulebase security rules ${quote(rule)} ${logging(name)}`;
}

export function listCommands({ name, address, listPort }: FirewallRequest): string[] {
  const list = `set shared external-list ${quote(name)} type ip`;
  return [
    `set shared certificate-profile ${quote(name)} CA ${quote(name)}`,
    `${list} url ${urlOf(address, listPort)}`,
    `${list} recurring five-minute`,
    `${list} certificate-profile ${quote(name)}`,
  ];
}

export function denyRuleCommands({ denyRule, name, zone }: FirewallRequest): string[] {
  const rule = ruleCommands(denyRule, { source: quote(name), destinationZone: 'any', name, zone });
  return [...rule, `move rulebase security rules ${quote(denyRule)} top`];
}

export function sensorRuleCommands({ name, zone }: FirewallRequest): string[] {
  const rule = ruleCommands(sensorRule, { source: 'any', destinationZone: quote(zone), name, zone });
  return [...rule, `move rulebase security rules ${quote(sensorRule)} bottom`];
}

/** A name as the firewall's command line takes it. */
export function quote(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `"${text}"`;
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
    `${command} log-start no ${logging(name)}`,
  ];
}

function logging(name: string): string {
  return `log-end yes log-setting ${quote(name)}`;
}
