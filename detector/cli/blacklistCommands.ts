import { Option } from 'commander';
import type { Command } from 'commander';
import { addBlock, releaseBlock } from '../app/operations.ts';
import { verdictOn } from '../app/verdict.ts';
import { listBlocks } from '../store/blocks.ts';
import { findingsByOutcome } from '../store/findings.ts';
import { blockLines, findingLines } from './blacklistLines.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { wholeNumber } from './wholeNumber.ts';
import { verdictLines } from './verdictLines.ts';
import { withSession } from './withSession.ts';

const states = ['active', 'released', 'held', 'refused'] as const;

interface ListOptions extends AnswerOptions {
  readonly state: (typeof states)[number];
  readonly limit: number;
}

interface AddOptions extends AnswerOptions {
  readonly reason: string;
  readonly for: string;
}

interface ReleaseOptions extends AnswerOptions {
  readonly reason: string;
}

export function addBlacklistCommands(program: Command, io: Io): void {
  const group = program.command('blacklist').description('who is blocked, who was, and why');
  group
    .command('list')
    .description('show blocks, or findings that led to none, newest first')
    .addOption(new Option('--state <state>', 'which').choices(states).default('active'))
    .option('--limit <number>', 'show no more than this', wholeNumber(1, 1_000_000), 1_000)
    .action((options: ListOptions) => list(io, options));
  group
    .command('add')
    .description('block an address or range by hand')
    .argument('<address>', 'a public address or CIDR range')
    .requiredOption('--reason <text>', 'why, for whoever asks later')
    .option('--for <duration>', '30m, 12h, 7d, 4w or permanent; it ends to the minute', '4w')
    .action(async (address: string, options: AddOptions) => {
      const wish = { address, reason: options.reason, duration: options.for };
      const done = await withSession(io, ({ actor }) => addBlock(actor, wish));
      answer(io, options, done, () => [`${done.address} is blocked.`, ...done.warnings]);
    });
  group
    .command('release')
    .description('end a block; what was counted is forgotten, and for an hour nothing blocks it again')
    .argument('<address>', 'as "blacklist list" shows it')
    .requiredOption('--reason <text>', 'why, for whoever asks later')
    .action(async (address: string, options: ReleaseOptions) => {
      const released = await withSession(io, ({ actor }) => releaseBlock(actor, address, options.reason));
      answer(io, options, { released }, () => [`${released.address} is released.`]);
    });
  group
    .command('why')
    .description('tell what is known of any address or range, with the evidence')
    .argument('<address>')
    .action(async (address: string, options: AnswerOptions) => {
      const verdict = await withSession(io, ({ actor }) => verdictOn(actor, address));
      answer(io, options, verdict, verdictLines);
    });
}

async function list(io: Io, options: ListOptions): Promise<void> {
  const { state, limit } = options;
  const shown = await withSession(io, async ({ actor: { database } }) => {
    if (state === 'active' || state === 'released') {
      const blocks = await listBlocks(database.pool, state, limit);
      answer(io, options, { state, blocks }, () => blockLines(state, blocks));
      return blocks.length;
    }
    const findings = await findingsByOutcome(database.pool, state === 'held' ? 'hold' : 'refuse', limit);
    answer(io, options, { state, findings }, () => findingLines(state, findings));
    return findings.length;
  });
  if (shown === limit) io.remark(`There may be more: --limit shows more than ${limit}.`);
}
