import { Command } from 'commander';
import { productVersion } from '../setup/productVersion.ts';
import { optionsHelp } from '../setup/configurationOptions.ts';
import { addAllowCommands } from './allowCommands.ts';
import { addBlacklistCommands } from './blacklistCommands.ts';
import { addDetectionCommands } from './detectionCommands.ts';
import { addDeviceCommands } from './deviceCommands.ts';
import { addExplainCommand } from './explainCommand.ts';
import { addFirewallCommands } from './firewallCommands.ts';
import type { Io } from './io.ts';
import { addJobsCommands } from './jobsCommands.ts';
import { addMigrateCommand } from './migrateCommand.ts';
import { addReplayCommand } from './replayCommand.ts';
import { addServeCommand } from './serveCommand.ts';
import { addSettingsCommands } from './settingsCommands.ts';
import { addSimulateCommand } from './simulateCommand.ts';

/** In the order of the help. */
const additions = [
  addServeCommand,
  addMigrateCommand,
  addDeviceCommands,
  addSettingsCommands,
  addBlacklistCommands,
  addAllowCommands,
  addDetectionCommands,
  addJobsCommands,
  addFirewallCommands,
  addReplayCommand,
  addExplainCommand,
  addSimulateCommand,
];

/** The whole command line. Wrong usage, help and version end in a `CommanderError`. */
export function buildProgram(io: Io): Command {
  const print = (write: (line: string) => void) => (text: string) => text.replace(/\n$/, '').split('\n').forEach(write);
  const program = new Command('npm run -s detector --')
    .description("Turns a firewall's logs into a block list that the same firewall enforces.")
    .version(productVersion(), '--version', 'show the version')
    .helpOption('--help', 'show this help')
    .configureHelp({ subcommandTerm: termOf })
    .exitOverride()
    .configureOutput({ writeOut: print(io.print), writeErr: print(io.remark) })
    .showHelpAfterError('Add --help to see what it takes.')
    .addHelpText('after', `\nExit status: 0 done, 1 failed, 2 wrong usage.\n\n${optionsHelp()}`);
  for (const add of additions) add(program, io);
  for (const command of leavesOf(program)) command.option('--json', 'answer with one JSON document');
  return program;
}

/** A group with what it can do, or a command with its arguments. */
function termOf(command: Command): string {
  const names = command.commands.map((each) => each.name()).join('|');
  return `${command.name()} ${names === '' ? command.usage().replace('[options]', '').trim() : names}`.trimEnd();
}

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}
