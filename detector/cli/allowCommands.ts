import type { Command } from 'commander';
import { allowRange } from '../actions/allowlist/allow.ts';
import { disallow } from '../actions/allowlist/disallow.ts';
import { activeAllowEntries } from '../store/blacklist/allowEntries.ts';
import type { AllowEntry } from '../store/blacklist/allowEntries.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { addressArgument } from './addressArgument.ts';
import { answer, table, timeText } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { localTime } from './localTime.ts';
import { withSession } from './withSession.ts';

interface AddOptions extends AnswerOptions {
  readonly reason: string;
  readonly for: string;
}

export function addAllowCommands(program: Command, io: Io): void {
  const group = program.command('allow').description('the allowlist: addresses and ranges that are never blocked');
  group
    .command('add')
    .description('allow an address or range, and lift the blocks inside it')
    .argument('<range>', 'an address or CIDR range', addressArgument)
    .requiredOption('--reason <text>', 'why, for whoever asks later (required)')
    .option('--for <duration>', '30m, 12h, 7d, 4w or permanent', 'permanent')
    .action(async (range: string, options: AddOptions) => {
      const request = { range, reason: options.reason, duration: options.for };
      const { done, timeZone } = await withSession(io, async ({ actor }) => {
        const { settings } = await loadSettings(actor.database.pool, actor.defaults);
        return { done: await allowRange(actor, request), timeZone: settings.timeZone };
      });
      answer(io, options, done, ({ range: allowed, expiresAt, lifted, cutFrom }) => [
        `${allowed} is on the allowlist ${expiresAt === null ? 'for good' : `until ${localTime(expiresAt, timeZone)}`}.`,
        ...liftedLines(lifted),
        ...cutFrom.map((wider) => `The block of ${wider} stands, and leaves ${allowed} out.`),
      ]);
    });
  group
    .command('list')
    .description('show what is allowed')
    .action(async (options: AnswerOptions) => {
      const entries = await withSession(io, ({ actor }) => activeAllowEntries(actor.database.pool, actor.nowMs));
      answer(io, options, { entries }, () => entryLines(entries));
    });
  group
    .command('remove')
    .description('take a range off the allowlist')
    .argument('<range>', 'as "allow list" shows it', addressArgument)
    .action(async (text: string, options: AnswerOptions) => {
      const removed = await withSession(io, ({ actor }) => disallow(actor, text));
      answer(io, options, { removed }, () => [`${removed} is not on the allowlist any more.`]);
    });
}

/** Lifted addresses that are named. */
const liftedNamed = 5;

function liftedLines(lifted: readonly string[]): string[] {
  if (lifted.length === 0) return [];
  if (lifted.length === 1) return [`The block of ${lifted[0]} was lifted.`];
  const more = lifted.length > liftedNamed ? ` and ${lifted.length - liftedNamed} more` : '';
  return [`${lifted.length} blocks were lifted: ${lifted.slice(0, liftedNamed).join(', ')}${more}.`];
}

function entryLines(entries: readonly AllowEntry[]): string[] {
  if (entries.length === 0) return ['The allowlist is empty. Fill it with: allow add RANGE --reason TEXT'];
  return table(
    ['RANGE', 'ADDED', 'BY', 'UNTIL', 'REASON'],
    entries.map(({ range, createdAt, createdBy, expiresAt, reason }) => [
      range,
      timeText(createdAt),
      createdBy,
      expiresAt === null ? 'for good' : timeText(expiresAt),
      reason,
    ]),
  );
}
