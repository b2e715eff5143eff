import type { blacklistRoutes } from '../contract/blacklist.ts';
import type { Handlers } from '../contract/contract.ts';
import { blockTotals, blockWords } from '../../store/blacklist/blockTotals.ts';
import { countBlocks } from '../../store/blacklist/searchBlocks.ts';
import { allowBlocked } from '../../actions/allowlist/allow.ts';
import { extendBlocks } from '../../actions/blacklist/extendBlocks.ts';
import { releaseBlocks } from '../../actions/blacklist/releaseBlocks.ts';
import type { ActionOutcome } from '../../actions/blacklist/blockTarget.ts';
import { decideHeld } from '../../actions/blacklist/decideHeld.ts';
import { addBlock } from '../../actions/blacklist/addBlock.ts';
import { previewBlock } from '../../actions/blacklist/previewBlock.ts';
import { verdictOn } from '../../actions/blacklist/verdict.ts';
import { createBlockLists } from './blockLists.ts';
import type { BlacklistContext } from './blockLists.ts';
import { createBlockDetail } from './blockDetail.ts';
import { verdictDocument } from './verdictDocument.ts';

export function createBlacklistHandlers(context: BlacklistContext): Handlers<keyof typeof blacklistRoutes> {
  const { database, actorOf, now } = context;
  const { pool } = database;

  return {
    ...createBlockLists(context),
    ...createBlockDetail(context),

    async 'GET /blacklist/totals'() {
      const [totals, words] = await Promise.all([blockTotals(pool), blockWords(pool)]);
      return { ...totals, ...words };
    },

    async 'GET /blacklist/count'({ query }) {
      return { active: await countBlocks(pool, { state: 'active', origin: query.case, sinceMs: query.since }) };
    },

    async 'GET /blacklist/verdict'({ query }, person) {
      const actor = actorOf(person);
      return verdictDocument(actor, await verdictOn(actor, query.address, now));
    },

    'POST /blacklist/preview': ({ body }, person) => previewBlock(actorOf(person), body.address),

    async 'POST /blacklist/blocks'({ body }, person) {
      const { id, address, expiresAt, warnings } = await addBlock(actorOf(person), body);
      return { id, address, expiresAt, warnings: [...warnings] };
    },

    async 'POST /blacklist/release'({ body }, person) {
      return outcomeDocument(await releaseBlocks(actorOf(person), body.target, body.reason));
    },

    async 'POST /blacklist/extend'({ body }, person) {
      return outcomeDocument(await extendBlocks(actorOf(person), body.target, body.duration));
    },

    async 'POST /blacklist/allow'({ body }, person) {
      return outcomeDocument(await allowBlocked(actorOf(person), body.target, body));
    },

    async 'POST /blacklist/decide'({ body }, person) {
      return outcomeDocument(await decideHeld(actorOf(person), { ...body, target: { ids: body.ids } }));
    },
  };
}

function outcomeDocument({ done, failed, stillBlocked }: ActionOutcome) {
  return { done: [...done], failed: [...failed], stillBlocked: [...stillBlocked] };
}
