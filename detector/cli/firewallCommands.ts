import { Option } from 'commander';
import type { Command } from 'commander';
import { denyRuleName } from '../app/settings/denyRuleName.ts';
import { firewallCommands, sensorCommands } from '../app/settings/firewallCommands.ts';
import type { FirewallWish } from '../app/settings/firewallCommands.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { documentText } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { wholeNumber } from './wholeNumber.ts';
import { withSession } from './withSession.ts';

interface FirewallOptions extends AnswerOptions {
  readonly address: string;
  readonly name: string;
  readonly zone: string;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly syslogPort: number;
  readonly sensor?: true;
}

const transports = { udp: 'UDP', tcp: 'TCP', tls: 'SSL' } as const;

export function addFirewallCommands(program: Command, io: Io): void {
  program
    .command('firewall-commands')
    .description('print the commands that set up a firewall, to paste into its configuration mode')
    .requiredOption('--address <address>', "this server's address or DNS name, as the firewall reaches it (required)")
    .option('--name <name>', "what the firewall's objects are called", 'ActiveDefense')
    .option('--zone <zone>', "the firewall's zone towards the internet", 'untrust')
    .addOption(new Option('--transport <transport>', 'how logs are sent').choices(['udp', 'tcp', 'tls']).default('udp'))
    .option('--syslog-port <port>', 'where they are sent to', wholeNumber(1, 65_535), 514)
    .option('--sensor', 'print the bottom rule instead, which comes last and cuts traffic: see docs/firewall.md')
    .action(async (options: FirewallOptions) => {
      const wish = await withSession(io, async ({ actor, configuration }): Promise<FirewallWish> => {
        const { settings } = await loadSettings(actor.database.pool, actor.defaults);
        return {
          ...options,
          transport: transports[options.transport],
          denyRule: denyRuleName(settings),
          listPort: configuration.list.port,
        };
      });
      const steps = options.sensor === true ? sensorCommands(wish) : firewallCommands(wish);
      if (options.json === true) {
        io.print(documentText({ steps }));
        return;
      }
      // What stands on standard output can be pasted as it is.
      for (const { title, commands } of steps) {
        io.remark(`${title}:`);
        commands.forEach(io.print);
      }
      io.remark('Then look at "show config diff", and: commit');
    });
}
