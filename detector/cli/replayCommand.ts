import type { Command } from 'commander';
import { replay } from '../pipeline/replay.ts';
import type { ReplayProgress } from '../pipeline/replay.ts';
import { configurationOf } from './configurationOf.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { replayLines } from './replayLines.ts';
import { replayRules } from './replaySettings.ts';
import type { ReplayOptions } from './replaySettings.ts';

const showEveryMs = 200;

export function addReplayCommand(program: Command, io: Io): void {
  program
    .command('replay')
    .description('run files through reading, detecting and blocking, without a database, as fast as they can be read')
    .argument('<files...>', 'log files in the order to read them; "-" is standard input, .gz is unpacked')
    .option(
      '--settings <file.json>',
      'settings in place of the defaults, as "settings show --json" prints them; every key is optional',
    )
    .option('--time-zone <zone>', "zone of the devices' log times (default: the settings')")
    .action(async (files: readonly string[], options: ReplayOptions & AnswerOptions) => {
      const rules = replayRules(options);
      const { maxContacts } = configurationOf(io);
      const document = await replay({ files, stdin: io.stdin, ...rules, maxContacts, onProgress: createProgress(io) });
      io.progress('');
      answer(io, options, document, replayLines);
    });
}

function createProgress(io: Io): (done: ReplayProgress) => void {
  let shownAt = -Infinity;
  return ({ bytes, records, totalBytes }) => {
    if (io.now() - shownAt < showEveryMs) return;
    shownAt = io.now();
    const share = totalBytes === null || totalBytes === 0 ? '' : ` (${Math.floor((100 * bytes) / totalBytes)} %)`;
    io.progress(`${records} records, ${Math.floor(bytes / 2 ** 20)} MiB${share}`);
  };
}
