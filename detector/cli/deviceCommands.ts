import { Option } from 'commander';
import type { Command } from 'commander';
import { absentFiles } from '../actions/devices/absentFiles.ts';
import { addDevice } from '../actions/devices/addDevice.ts';
import { removeDevice } from '../actions/devices/removeDevice.ts';
import { reportDevices } from '../actions/devices/deviceReport.ts';
import { deviceLines } from './deviceLines.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { readFormat } from './readFormat.ts';
import { registerFile, registerSender } from './registerCommand.ts';
import { withSession } from './withSession.ts';

interface AddOptions extends AnswerOptions {
  readonly host?: readonly string[];
  readonly file?: readonly string[];
  readonly sender?: readonly string[];
  readonly timeZone?: string;
  readonly format?: string;
  readonly columns?: string;
}

const collect = (text: string, texts: readonly string[] = []): string[] => [...texts, text];

export function addDeviceCommands(program: Command, io: Io): void {
  const group = program.command('device').description('firewalls whose logs are stored');
  group
    .command('add')
    .description('register a firewall; host names, files and senders may be given more than once')
    .argument('<name>', 'what people call it')
    .option('--host <name>', "a host name in its lines' headers", collect)
    .option('--file <path>', 'its log file: an absolute path or glob', collect)
    .option('--sender <address>', 'an address that it sends syslog from', collect)
    .option('--time-zone <zone>', "zone of its log times (default: the settings')")
    .option('--format <text>', 'its own log format, pasted from the firewall, or @FILE')
    .addOption(
      new Option(
        '--columns <names>',
        'the names of its columns in order, divided as its lines are, or @FILE',
      ).conflicts('format'),
    )
    .action(async (name: string, options: AddOptions) => {
      const { host: hosts = [], file: files = [], sender: senders = [], timeZone = null } = options;
      const given = options.format ?? options.columns;
      const format = given === undefined ? null : readFormat(given);
      const request = { name, hosts, files, senders, timeZone, format };
      const device = await withSession(io, ({ actor }) => addDevice(actor, request));
      const document = { ...device, absentFiles: await absentFiles(device.files) };
      answer(io, options, document, () => [
        `${device.name} is registered; its lines are stored from now on.`,
        ...document.absentFiles.map((file) => `There is no such file yet: ${file} is read once it is there.`),
      ]);
    });
  group
    .command('list')
    .description('show devices with what came of their lines, and who sends lines that nobody registered')
    .action(async (options: AnswerOptions) => {
      const report = await withSession(io, ({ actor, configuration }) =>
        reportDevices(actor.database.pool, configuration.logFolder),
      );
      const document = {
        ...report,
        unregistered: report.unregistered.map((sender) => ({ ...sender, command: registerSender(sender) })),
        files: report.files.map((path) => ({ path, command: registerFile(path) })),
      };
      answer(io, options, document, deviceLines);
    });
  group
    .command('remove')
    .description("stop storing a firewall's lines; its records stay")
    .argument('<name>', 'as "device list" shows it')
    .action(async (name: string, options: AnswerOptions) => {
      await withSession(io, ({ actor }) => removeDevice(actor, name));
      answer(io, options, { removed: name }, () => [`${name} is not registered any more; its records stay.`]);
    });
}
