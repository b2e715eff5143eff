import { Option } from 'commander';
import type { Command } from 'commander';
import { denyRuleName, denyRuleWarnings } from '../actions/settings/denyRuleName.ts';
import { firewallSteps, sensorStep } from '../actions/settings/firewallSteps.ts';
import type { FirewallStep } from '../actions/settings/firewallSteps.ts';
import { transports, usualSyslogPort, usualRequest } from '../actions/settings/firewallRequest.ts';
import type { FirewallRequest, Transport } from '../actions/settings/firewallRequest.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { documentText } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { wholeNumber } from './wholeNumber.ts';
import { withSession } from './withSession.ts';

interface FirewallOptions extends AnswerOptions {
  readonly address: string;
  readonly name: string;
  readonly zone: string;
  readonly transport: Transport;
  readonly syslogPort?: number;
  readonly sensor?: true;
}

export function addFirewallCommands(program: Command, io: Io): void {
  program
    .command('firewall-commands')
    .description('print the commands that set up a firewall, to paste into its configuration mode')
    .requiredOption('--address <address>', "this server's address or DNS name, as the firewall reaches it (required)")
    .option('--name <name>', "what the firewall's objects are called", usualRequest.name)
    .option('--zone <zone>', "the firewall's zone towards the internet", usualRequest.zone)
    .addOption(
      new Option('--transport <transport>', 'how logs are sent').choices(transports).default(usualRequest.transport),
    )
    .option(
      '--syslog-port <port>',
      "where they are sent to (default: 514, rsyslog's; over TLS the detector's own)",
      wholeNumber(1, 65_535),
    )
    .option('--sensor', 'print the bottom rule instead, which comes last and cuts traffic: see docs/firewall.md')
    .action(async (options: FirewallOptions) => {
      const { address, name, zone, transport, syslogPort, sensor, json } = options;
      const request = await withSession(io, async ({ actor, configuration }): Promise<FirewallRequest> => {
        const { settings } = await loadSettings(actor.database.pool, actor.defaults);
        denyRuleWarnings(settings).forEach(io.remark);
        return {
          ...{ address, name, zone, transport },
          syslogPort: syslogPort ?? usualSyslogPort(transport, configuration.syslog.tlsPort),
          denyRule: denyRuleName(settings),
          listPort: configuration.list.port,
        };
      });
      const steps = sensor === true ? [sensorStep(request)] : firewallSteps(request);
      if (json === true) {
        io.print(documentText({ steps }));
        return;
      }
      // All remarks come before the commands, so that the commands can be copied from a terminal as one block.
      remarksOn(steps).forEach(io.remark);
      steps.flatMap(({ commands }) => commands).forEach(io.print);
    });
}

/** What a person needs to know before the commands are pasted; steps are told by the lines that they take. */
function remarksOn(steps: readonly FirewallStep[]): string[] {
  let line = 1;
  const told = steps.flatMap(({ title, before, commands, also }) => {
    const first = line;
    line += commands.length;
    const beside = also === null ? before : [...before, also.text, ...also.commands.map((command) => `  ${command}`)];
    return [`Lines ${first} to ${line - 1}: ${title}.`, ...beside.map((sentence) => `  ${sentence}`)];
  });
  return [
    'To be pasted on the firewall after "set cli scripting-mode on" and "configure":',
    ...told,
    'Then look at "show config diff", and: commit',
    '',
  ];
}
