import type { Command } from 'commander';
import { changeSettings } from '../actions/settings/changeSettings.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { readJsonFile } from './readJsonFile.ts';
import { changeLines, settingChanges, settingsLines } from './settingsLines.ts';
import { layPairs } from './settingsPairs.ts';
import type { Changes } from './settingsPairs.ts';
import { withSession } from './withSession.ts';

interface SetOptions extends AnswerOptions {
  readonly file?: string;
}

export function addSettingsCommands(program: Command, io: Io): void {
  const group = program
    .command('settings')
    .description('thresholds, own networks, time zone and how long things are kept');
  group
    .command('show')
    .description('show the settings in force')
    .action(async (options: AnswerOptions) => {
      const { settings } = await withSession(io, ({ actor }) => loadSettings(actor.database.pool, actor.defaults));
      answer(io, options, settings, settingsLines);
    });
  const set = group
    .command('set')
    .description('change settings, effective at once; what is not given stays')
    .argument(
      '[pairs...]',
      "like portScan.ports=12 ownNetworks=203.0.113.0/24,2001:db8::/32 denyRule='Active Defense Deny'",
    )
    .option('--file <file.json>', 'a document of changes, as "settings show --json" prints it; pairs win over it')
    .action(async (pairs: readonly string[], options: SetOptions) => {
      if (pairs.length === 0 && options.file === undefined) set.error('error: give key=value pairs, --file or both');
      const document = options.file === undefined ? {} : readJsonFile(options.file, 'settings file');
      const changes = pairs.length === 0 ? document : withPairs(set, document, pairs);
      const { before, after } = await withSession(io, ({ actor }) => changeSettings(actor, changes));
      const changed = settingChanges(before, after);
      answer(io, options, { changed, settings: after }, () => changeLines(changed));
    });
}

function withPairs(command: Command, document: unknown, pairs: readonly string[]): unknown {
  const isObject = typeof document === 'object' && document !== null && !Array.isArray(document);
  // A value that is not an object is refused as a whole.
  if (!isObject) return document;
  const laid = layPairs(document as Changes, pairs);
  if ('faults' in laid) return command.error(laid.faults.map((fault) => `error: ${fault}`).join('\n'));
  return laid.changes;
}
