import type { Answer } from '../contract/contract.ts';
import { deviceNamesById } from '../../store/deviceNamesById.ts';
import { blocksByIds } from '../../store/blacklist/shownBlocks.ts';
import type { Verdict } from '../../actions/blacklist/verdict.ts';
import type { Actor } from '../../actions/actor.ts';
import { auditDocument } from './auditDocument.ts';
import { blockDocument } from './blockDocument.ts';
import type { BlockDocument } from './blockDocument.ts';
import { currentSafety } from './blockLists.ts';
import { findingDocument } from './findingDocument.ts';
import { storedRecordDocument } from './storedRecordDocument.ts';

type VerdictDocument = Answer<'GET /blacklist/verdict'>;

/** A verdict as the API gives it, with the ways out. */
export async function verdictDocument(actor: Actor, verdict: Verdict): Promise<VerdictDocument> {
  const { pool } = actor.database;
  const { address, standing, because, block, blocksInside, formerBlocks, findings, records, audit } = verdict;
  const ids = [...(block === null ? [] : [block]), ...blocksInside.blocks, ...formerBlocks].map(({ id }) => id);
  const shown = new Map((await blocksByIds(pool, ids)).map((found) => [found.id, found]));
  const safety = await currentSafety(actor);
  const names = await deviceNamesById(pool);
  const documentsOf = (blocks: readonly { readonly id: number }[]): BlockDocument[] =>
    blocks.flatMap(({ id }) => {
      const found = shown.get(id);
      return found === undefined ? [] : [blockDocument(found, safety)];
    });
  return {
    ...{ address, standing, because },
    actions: actionsOf(verdict),
    block: block === null ? null : (documentsOf([block]).at(0) ?? null),
    alsoBlockedBy: [...verdict.alsoBlockedBy],
    inside: { total: blocksInside.count, blocks: documentsOf(blocksInside.blocks) },
    allowedBy: verdict.allowedBy,
    safeBecause: verdict.safeBecause,
    formerBlocks: documentsOf(formerBlocks),
    findings: findings.map((finding) => findingDocument(finding, names)),
    graceUntil: verdict.graceUntil,
    records: records.map(storedRecordDocument),
    recordsUntil: verdict.recordsUntil,
    audit: audit.map(auditDocument),
  };
}

/** What a person can do about it, the best first; a block only where people may block it. */
function actionsOf(verdict: Verdict): VerdictDocument['actions'] {
  return actionsOfStanding(verdict).filter((way) => way !== 'block' || verdict.blockFault === null);
}

function actionsOfStanding({ standing, safeBecause }: Verdict): VerdictDocument['actions'] {
  switch (standing) {
    case 'allowed':
      return ['disallow'];
    case 'blocked':
      // After the grace the next finding blocks a released source again; releasing a range frees every address in it.
      return ['allow', 'release'];
    case 'partly-blocked':
      return ['allow', 'block'];
    case 'held':
      return ['decide', 'allow'];
    case 'refused':
      return [...actionsOfSafety(safeBecause), 'explain'];
    case 'released':
    case 'watched':
      return safeBecause === null ? ['allow', 'block'] : [...actionsOfSafety(safeBecause), 'explain'];
    case 'unknown':
    case 'seen':
      return ['explain', 'allow', 'block'];
  }
}

function actionsOfSafety(reason: Verdict['safeBecause']): VerdictDocument['actions'] {
  if (reason === 'own-network') return ['own-networks'];
  if (reason === 'allowlist') return ['disallow'];
  return reason === null ? ['block', 'allow'] : [];
}
