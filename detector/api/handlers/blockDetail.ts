import type { Handlers } from '../contract/contract.ts';
import { MendableError } from '../../errors.ts';
import { auditEventsOf } from '../../store/auditEvents.ts';
import { deviceNamesById } from '../../store/deviceNamesById.ts';
import { findingsOf } from '../../store/blacklist/findings.ts';
import type { StoredFinding } from '../../store/blacklist/findings.ts';
import { searchRecords } from '../../store/records/searchRecords.ts';
import { blocksByIds, evidenceOfBlock } from '../../store/blacklist/shownBlocks.ts';
import type { ShownBlock } from '../../store/blacklist/shownBlocks.ts';
import { explainCase } from '../../actions/blacklist/explainBlock.ts';
import { annotateBlock } from '../../actions/blacklist/annotateBlock.ts';
import { auditDocument } from './auditDocument.ts';
import { blockDocument } from './blockDocument.ts';
import { currentSafety } from './blockLists.ts';
import type { BlacklistContext } from './blockLists.ts';
import { evidenceDocument, findingDocument } from './findingDocument.ts';
import { storedRecordDocument } from './storedRecordDocument.ts';

type DetailRoutes = 'GET /blacklist/blocks/:id' | 'PATCH /blacklist/blocks/:id';

const findingsShown = 100;
const recordsShown = 20;
const changesShown = 100;
const recordsBudgetMs = 500;

export function createBlockDetail(context: BlacklistContext): Handlers<DetailRoutes> {
  const { database, now } = context;
  const { pool } = database;

  return {
    async 'GET /blacklist/blocks/:id'({ params }, person) {
      const [block] = await blocksByIds(pool, [params.id]);
      if (block === undefined) throw missing(params.id);
      const { address } = block;
      const [evidence, findings, audit, names, safety, page] = await Promise.all([
        evidenceOfBlock(pool, block.id),
        findingsOf(pool, address, findingsShown),
        auditEventsOf(pool, address, changesShown),
        deviceNamesById(pool),
        currentSafety(context.actorOf(person)),
        searchRecords(database, { source: address }, { limit: recordsShown, budgetMs: recordsBudgetMs, now }),
      ]);
      return {
        block: blockDocument(block, safety),
        evidence: evidence && evidenceDocument(evidence, names),
        because: becauseOf(block, findings),
        findings: findings.map((finding) => findingDocument(finding, names)),
        records: page.records.map(storedRecordDocument),
        audit: audit.map(auditDocument),
      };
    },

    async 'PATCH /blacklist/blocks/:id'({ params, body }, person) {
      const block = await annotateBlock(context.actorOf(person), params.id, body);
      if (block === undefined) throw missing(params.id);
      return blockDocument(block, await currentSafety(context.actorOf(person)));
    },
  };
}

function missing(id: number): MendableError {
  return new MendableError(
    'no-such-block',
    `No block has the number ${id}: look for its address; blocks that were released long ago are deleted.`,
  );
}

function becauseOf(block: ShownBlock, findings: readonly StoredFinding[]): string {
  const { origin, createdBy, reason, id } = block;
  const person = reason === '' ? '' : ` ${createdBy} wrote: ${reason}`;
  if (origin === 'manual') return `Blocked by hand.${person}`;
  const first = findings.findLast(({ blockId, case: name }) => blockId === id && name === origin);
  // A block that lives long may outlast its first finding, which is deleted some time after the records.
  if (first === undefined) return `The case ${origin} came true; the finding itself is no longer stored.${person}`;
  return `${explainCase(first)}${person}`;
}
