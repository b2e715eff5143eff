import { Option } from 'commander';
import type { Command } from 'commander';
import { activeBlocks } from '../actions/blacklist/activeBlocks.ts';
import type { ActionOutcome } from '../actions/blacklist/blockTarget.ts';
import { extendBlocks } from '../actions/blacklist/extendBlocks.ts';
import { importBlacklist } from '../actions/blacklist/importBlacklist.ts';
import { decideHeld } from '../actions/blacklist/decideHeld.ts';
import { countOf } from '../actions/countOf.ts';
import { addBlock } from '../actions/blacklist/addBlock.ts';
import { releaseBlocks } from '../actions/blacklist/releaseBlocks.ts';

import { verdictOn } from '../actions/blacklist/verdict.ts';
import { MendableError } from '../errors.ts';
import { listBlocks } from '../store/blacklist/blocks.ts';
import { findingsByOutcome } from '../store/blacklist/findings.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { addressArgument } from './addressArgument.ts';
import { importLines } from './blacklistImportLines.ts';
import { activeLines, findingLines, releasedLines } from './blacklistLines.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { localTime } from './localTime.ts';
import { readTextFile } from './readTextFile.ts';
import { wholeNumber } from './wholeNumber.ts';
import { verdictLines } from './verdictLines.ts';
import { withSession } from './withSession.ts';

const states = ['active', 'released', 'held', 'refused', 'watched'] as const;
const outcomes = { held: 'hold', refused: 'refuse', watched: 'watch' } as const;

interface ListOptions extends AnswerOptions {
  readonly state: (typeof states)[number];
  readonly limit: number;
}

interface AddOptions extends AnswerOptions {
  readonly reason: string;
  readonly for: string;
}

interface ImportOptions extends AnswerOptions {
  readonly reason?: string;
  readonly for: string;
  readonly dryRun?: true;
}

interface ReleaseOptions extends ReasonOptions {
  readonly inside?: true;
}

interface ExtendOptions extends AnswerOptions {
  readonly for: string;
}

interface ReasonOptions extends AnswerOptions {
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
    .argument('<address>', 'a public address or CIDR range', addressArgument)
    .requiredOption('--reason <text>', 'why, for whoever asks later (required)')
    .option('--for <duration>', '30m, 12h, 7d, 4w or permanent; it ends to the minute', '4w')
    .action(async (address: string, options: AddOptions) => {
      const request = { address, reason: options.reason, duration: options.for };
      const { done, timeZone } = await withSession(io, async ({ actor }) => {
        const { settings } = await loadSettings(actor.database.pool, actor.defaults);
        return { done: await addBlock(actor, request), timeZone: settings.timeZone };
      });
      answer(io, options, done, ({ address: blocked, expiresAt, warnings }) => {
        const end = expiresAt === null ? 'for good' : `until ${localTime(expiresAt, timeZone)}`;
        return [`${blocked} is blocked ${end}.`, ...warnings];
      });
    });
  group
    .command('import')
    .description('block what stands in a text file: an address or range a line, what follows it is the reason')
    .argument('<file>', 'at most 10,000 lines; those that begin with # say nothing')
    .option('--reason <text>', 'why, for lines that have no reason of their own')
    .option('--for <duration>', '30m, 12h, 7d, 4w or permanent; it ends to the minute', '4w')
    .option('--dry-run', 'only tell what would come of it')
    .action(async (file: string, options: ImportOptions) => {
      const { reason = '', for: duration, dryRun = false } = options;
      const request = { text: readTextFile(file, 'blacklist'), reason, duration, dryRun };
      const { done, timeZone } = await withSession(io, async ({ actor }) => {
        const { settings } = await loadSettings(actor.database.pool, actor.defaults);
        return { done: await importBlacklist(actor, request), timeZone: settings.timeZone };
      });
      answer(io, options, done, (outcome) => importLines(outcome, timeZone));
    });
  group
    .command('release')
    .description('end a block; what was counted is forgotten, and for an hour nothing blocks it again')
    .argument('<address>', 'as "blacklist list" shows it', addressArgument)
    .requiredOption('--reason <text>', 'why, for whoever asks later (required)')
    .option('--inside', 'every block inside this range, and its own')
    .action(async (address: string, options: ReleaseOptions) => {
      const target = options.inside === true ? { inside: address } : { addresses: [address] };
      const done = await withSession(io, ({ actor }) => releaseBlocks(actor, target, options.reason));
      refuseNothing(done, (because) => new MendableError('not-blocked', because || `No block lies inside ${address}.`));
      answer(io, options, done, releaseLines);
    });
  group
    .command('extend')
    .description('give a block a new end, counted from now on, that no hit moves')
    .argument('<address>', 'as "blacklist list" shows it', addressArgument)
    .requiredOption('--for <duration>', '30m, 12h, 7d, 4w or permanent; it ends to the minute (required)')
    .action(async (address: string, options: ExtendOptions) => {
      const { done, timeZone } = await withSession(io, async ({ actor }) => {
        const { settings } = await loadSettings(actor.database.pool, actor.defaults);
        const outcome = await extendBlocks(actor, { addresses: [address] }, options.for);
        return { done: outcome, timeZone: settings.timeZone };
      });
      refuseNothing(done, (because) => new MendableError('not-blocked', because));
      answer(io, options, done, ({ done: extended, expiresAt }) => {
        const end = expiresAt === null ? 'for good' : `until ${localTime(expiresAt, timeZone)}`;
        return extended.map((blocked) => `${blocked} is blocked ${end}.`);
      });
    });
  group
    .command('dismiss')
    .description('let an address be whose findings wait for a person: no block comes of them')
    .argument('<address>', 'as "blacklist list --state held" shows it', addressArgument)
    .requiredOption('--reason <text>', 'why, for whoever asks later (required)')
    .action(async (address: string, options: ReasonOptions) => {
      const request = { target: { address }, decision: 'dismiss', reason: options.reason } as const;
      const done = await withSession(io, ({ actor }) => decideHeld(actor, request));
      refuseNothing(done, (because) => {
        return new MendableError('not-held', `${because} "blacklist list --state held" shows those that do.`);
      });
      answer(io, options, done, ({ done: sources, answered }) => [
        `${countOf(answered, 'held finding')} of ${sources.join()} dismissed: no block comes of what was found.`,
        `What it does next is found again; to keep it off the list for good: allow add ${sources.join()} --reason TEXT`,
      ]);
    });
  group
    .command('why')
    .description('tell what is known of any address or range, with the evidence')
    .argument('<address>', 'an address or CIDR range', addressArgument)
    .action(async (address: string, options: AnswerOptions) => {
      const verdict = await withSession(io, ({ actor }) => verdictOn(actor, address, io.now));
      answer(io, options, verdict, verdictLines);
    });
}

async function list(io: Io, options: ListOptions): Promise<void> {
  const { state, limit } = options;
  const shown = await withSession(io, async ({ actor }) => {
    const { pool } = actor.database;
    if (state === 'active') {
      const blocks = await activeBlocks(actor, limit);
      answer(io, options, { state, blocks }, () => activeLines(blocks));
      return blocks.length;
    }
    if (state === 'released') {
      const blocks = await listBlocks(pool, state, limit);
      answer(io, options, { state, blocks }, () => releasedLines(blocks));
      return blocks.length;
    }
    const findings = await findingsByOutcome(pool, outcomes[state], limit);
    answer(io, options, { state, findings }, () => findingLines(state, findings));
    return findings.length;
  });
  if (shown === limit) io.remark(`There may be more: --limit shows more than ${limit}.`);
}

function releaseLines({ done, stillBlocked }: ActionOutcome): string[] {
  const by = new Map(stillBlocked.map(({ address, by: range }) => [address, range]));
  return done.map((address) => {
    const range = by.get(address);
    if (range === undefined) return `${address} is released.`;
    return `The block of ${address} is released, but ${address} is still blocked by the range ${range}: release that, or allow ${address}.`;
  });
}

/** A person who named one thing is told why nothing came of it as of any other fault. */
function refuseNothing({ done, failed }: ActionOutcome, faultOf: (because: string) => MendableError): void {
  if (done.length === 0) throw faultOf(failed.map(({ because }) => because).join('\n'));
}
