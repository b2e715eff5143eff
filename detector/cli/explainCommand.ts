import type { Command } from 'commander';
import { explainDocument } from '../actions/devices/explainDocument.ts';
import type { ExplainDocument } from '../actions/devices/explainDocument.ts';
import { explainLines } from './explainLines.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { readFormat } from './readFormat.ts';
import { readStandardInput } from './readStandardInput.ts';
import { replayRules } from './replaySettings.ts';
import type { ReplayOptions } from './replaySettings.ts';

interface ExplainOptions extends ReplayOptions, AnswerOptions {
  readonly format?: string;
}

export function addExplainCommand(program: Command, io: Io): void {
  program
    .command('explain')
    .description('tell how one line is read, and for each case whether it counts and why not')
    .argument('<line>', 'the line as it was sent or stands in the file, in quotes; "-" reads it from standard input')
    .option(
      '--settings <file.json>',
      'settings in place of the defaults, as "settings show --json" prints them; every key is optional',
    )
    .option('--time-zone <zone>', "zone of the device's log times (default: the settings')")
    .option('--format <text>', "the device's own log format, or @FILE")
    .action(async (line: string, options: ExplainOptions) => {
      const bytes = line === '-' ? await readStandardInput(io.stdin) : Buffer.from(line);
      answer(io, options, explain(bytes, options), explainLines);
    });
}

function explain(bytes: Buffer, options: ExplainOptions): ExplainDocument {
  const { settings, deviceTimeZone } = replayRules(options);
  const format = options.format === undefined ? null : readFormat(options.format);
  return explainDocument(bytes, { settings, timeZone: deviceTimeZone, format });
}
