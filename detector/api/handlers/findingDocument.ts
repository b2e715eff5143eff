import type { Static } from 'typebox';
import type { finding } from '../contract/blacklistDocuments.ts';
import { explainRefusal } from '../../block/explainRefusal.ts';
import type { RefusalReason } from '../../model/block.ts';
import type { Evidence } from '../../model/finding.ts';
import type { StoredFinding } from '../../store/blacklist/findings.ts';

type FindingDocument = Static<typeof finding>;

/** A finding as the API gives it, with the reason for what became of it in words. */
export function findingDocument(found: StoredFinding, deviceNames: ReadonlyMap<number, string>): FindingDocument {
  return { ...found, because: becauseOf(found), evidence: evidenceDocument(found.evidence, deviceNames) };
}

export function evidenceDocument(
  { settings, deviceId, firstAt, lastAt, contacts, rule, severity, threat }: Evidence,
  deviceNames: ReadonlyMap<number, string>,
): FindingDocument['evidence'] {
  return {
    settings,
    device: deviceNames.get(deviceId) ?? null,
    ...{ firstAt, lastAt },
    contacts: [...contacts],
    rule: rule ?? null,
    severity: severity ?? null,
    threatId: threat?.threatId ?? null,
    threatName: threat?.threatName ?? null,
  };
}

function becauseOf({ outcome, reason }: StoredFinding): string {
  if (outcome === 'refuse') return `It was not blocked, being ${explainRefusal(reason as RefusalReason)}.`;
  if (outcome === 'watch') return 'The case only watched: this finding blocked nobody.';
  if (outcome !== 'hold') return '';
  return "Every record came from one port below 1024 to ports from 1024 up: these look like answers to own requests, so a block waits for a person's word.";
}
