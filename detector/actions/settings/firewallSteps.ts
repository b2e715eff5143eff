import {
  defaultRuleCommands,
  denyRuleCommands,
  fullerFormatCommands,
  listCommands,
  logRuleCommand,
  profileCommands,
  quote,
  sensorRule,
  sensorRuleCommands,
} from './firewallCommands.ts';
import { checkRequest } from './firewallRequest.ts';
import type { FirewallRequest } from './firewallRequest.ts';

/** One part of a firewall's set-up, in sentences for a person and lines for the firewall. */
export interface FirewallStep {
  readonly key: 'log-profiles' | 'logging' | 'list' | 'deny-rule' | 'sensor-rule';
  readonly title: string;
  readonly why: string;
  /** Where its menus have the same. */
  readonly byHand: string;
  /** What has to be done or known first. */
  readonly before: readonly string[];
  /** To be pasted into its configuration mode. */
  readonly commands: readonly string[];
  /** What else is to be done so, with an example. */
  readonly also: { readonly text: string; readonly commands: readonly string[] } | null;
  /** How to see that it works, once it is committed. */
  readonly check: string;
  /** What shows it on the firewall, outside its configuration mode. */
  readonly checkCommands: readonly string[];
}

export interface SensorStep extends FirewallStep {
  /** What the rule is called. */
  readonly rule: string;
  /** What the rule ends where no rule above lets it through. */
  readonly cuts: readonly { readonly what: string; readonly where: string }[];
  /** What takes it back, to be committed as well. */
  readonly undo: string;
}

/** What lets a firewall send its logs, fetch the list and enforce it. None of it cuts traffic that flows now. */
export function firewallSteps(request: FirewallRequest): FirewallStep[] {
  checkRequest(request);
  const name = quote(request.name);
  return [
    {
      key: 'log-profiles',
      title: 'Say where logs go, and in which format',
      why: 'Everything here is made of the traffic and threat logs. A syslog server profile names this server and the format that it reads, a log forwarding profile sends both kinds of logs to it.',
      byHand: 'Device → Server Profiles → Syslog, and Objects → Log Forwarding',
      before: [],
      commands: profileCommands(request),
      also: {
        text: 'From PAN-OS 10 on a longer format tells more: protocol and direction, so that what is no attack does not count, the time with its offset, so that a wrong time zone is seen, the serial number and the device name. To use it instead of the format above:',
        commands: fullerFormatCommands(request),
      },
      check: 'Nothing is sent yet: the next step lets rules use the profile.',
      checkCommands: [],
    },
    {
      key: 'logging',
      title: 'Log what the default rules decide',
      why: 'PAN-OS logs nothing of its two default rules, so attempts that no rule takes are not seen. Their actions stay as they are: deny and allow.',
      byHand: 'Policies → Security → interzone-default and intrazone-default → Override → Actions',
      before: [],
      commands: defaultRuleCommands(request),
      also: {
        text: 'Do the same for each other rule that faces the internet, and give it a vulnerability protection profile, or no attack through it is seen. With the name of the rule:',
        commands: [logRuleCommand('Web servers', request)],
      },
      check:
        'Commit. The firewall appears on the page Devices, to be registered there; none of its lines should be unreadable. The page Syslog records shows what came.',
      checkCommands: [],
    },
    {
      key: 'list',
      title: 'Fetch the list',
      why: 'The firewall fetches the list every five minutes as an External Dynamic List, and checks the certificate of this server each time: when that check fails it enforces nothing.',
      byHand: 'Device → Certificate Management → Certificate Profile, and Objects → External Dynamic Lists',
      before: [
        `First import the certificate of the authority (ca.crt, "Download the CA" on the page System, tab List; with a certificate of your own, the root of its issuer) as ${name}: Device → Certificate Management → Certificates.`,
      ],
      commands: listCommands(request),
      also: null,
      check: 'A list that no rule uses is not fetched: the next step lets one use it.',
      checkCommands: [],
    },
    {
      key: 'deny-rule',
      title: 'Drop who is on the list',
      why: 'The rule on top drops every address that is on the list, and logs each hit: a hit renews the block and proves that it works. While the list is empty it cuts nothing.',
      byHand: 'Policies → Security → Add, moved to the top',
      before: [],
      commands: denyRuleCommands(request),
      also: null,
      check:
        'Commit. Within ten minutes the page System shows the firewall among those who fetched the list. Once somebody is blocked, the page Syslog records shows the hits of the rule.',
      checkCommands: [
        `request system external-list refresh type ip name ${name}`,
        `request system external-list show type ip name ${name}`,
      ],
    },
  ];
}

/** The rule at the bottom. It cuts what intrazone-default lets through in the zone towards the internet. */
export function sensorStep(request: FirewallRequest): SensorStep {
  checkRequest(request);
  return {
    key: 'sensor-rule',
    title: 'See scans of the firewall itself',
    why: 'Attempts at the outside addresses of the firewall itself come from the zone of the internet to the same zone, and intrazone-default allows them: no scan of these addresses is seen as denied. The sensor rule at the bottom denies and logs them.',
    byHand: 'Policies → Security → Add, moved to the bottom',
    before: [
      'It cuts everything that only intrazone-default let through. So look first, for as long as your rarest visitor takes; a week is good.',
      'What intrazone-default allows meanwhile is what the sensor rule would cut. Give each of those that has to go on a rule of its own above, logged like the others.',
    ],
    commands: sensorRuleCommands(request),
    also: null,
    check: `Commit. The page Syslog records shows denials by ${sensorRule} and no more of intrazone-default from that zone; VPN and GlobalProtect still connect.`,
    checkCommands: [],
    rule: sensorRule,
    cuts,
    undo: `set rulebase security rules ${quote(sensorRule)} disabled yes`,
  };
}

const cuts: SensorStep['cuts'] = [
  {
    what: 'Site-to-site VPN that ends on the firewall',
    where: 'ike, ipsec-esp, ipsec-esp-udp (UDP 500, 4500; ESP)',
  },
  {
    what: 'GlobalProtect portal and gateway',
    where: 'panos-global-protect, ssl, ipsec-esp-udp (TCP 443, UDP 4501)',
  },
  { what: 'Routing protocols with the provider', where: 'bgp (TCP 179), ospfigp, bfd' },
  { what: 'Ping and traceroute to the firewall', where: 'ping, icmp, traceroute' },
  { what: 'Management and SNMP on the outside interface', where: 'ssh, ssl, snmp' },
  { what: 'DHCP of the outside interface, GRE tunnels', where: 'dhcp, gre' },
  { what: 'Traffic that turns round in that zone', where: 'whatever two providers or routers exchange there' },
];
