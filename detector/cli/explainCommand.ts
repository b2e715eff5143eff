import type { Command } from 'commander';
import { judgeRecord } from '../app/explain.ts';
import { MendableError } from '../errors.ts';
import { compileFormat } from '../parse/deviceFormat.ts';
import type { DeviceFormat } from '../parse/deviceFormat.ts';
import { explainLine } from '../parse/explainLine.ts';
import type { ExplainDocument } from './explainDocument.ts';
import { explainLines } from './explainLines.ts';
import { recordDocument } from './recordDocument.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { readFormat } from './readFormat.ts';
import { replayRules } from './replaySettings.ts';
import type { ReplayOptions } from './replaySettings.ts';

interface ExplainOptions extends ReplayOptions, AnswerOptions {
  readonly format?: string;
}

export function addExplainCommand(program: Command, io: Io): void {
  program
    .command('explain')
    .description('tell how one line is read, and for each case whether it counts and why not')
    .argument('<line>', 'the line as it was sent or stands in the file, in quotes')
    .option('--settings <file.json>', 'settings to use in place of the defaults; every key is optional')
    .option('--time-zone <zone>', "zone of the device's log times (default: the settings')")
    .option('--format <text>', "the device's own log format, or @FILE")
    .action((line: string, options: ExplainOptions) => {
      answer(io, options, explain(line, options), explainLines);
    });
}

function explain(line: string, options: ExplainOptions): ExplainDocument {
  const { settings, deviceTimeZone } = replayRules(options);
  const format = options.format === undefined ? undefined : compile(readFormat(options.format));
  const reading = { deviceId: 1, timeZone: deviceTimeZone, ...(format === undefined ? {} : { format }) };
  const text = line.replace(/\r?\n$/, '');
  const explanation = text.includes('\n') ? undefined : explainLine(Buffer.from(text), reading);
  if (explanation === undefined) {
    throw new MendableError('not-one-line', 'Give one line that is not empty; empty lines are passed over.');
  }
  const { outcome, ...parts } = explanation;
  if (outcome.kind === 'unreadable') {
    const { reason, sentence } = outcome;
    return { ...parts, record: null, unreadable: { reason, sentence }, judgement: null };
  }
  const { batch, context } = outcome;
  const judgement = judgeRecord(batch, context, settings);
  return { ...parts, record: recordDocument(batch, context), unreadable: null, judgement };
}

function compile(text: string): DeviceFormat {
  const format = compileFormat(text);
  if (typeof format === 'string') throw new MendableError('format-wrong', format);
  return format;
}
