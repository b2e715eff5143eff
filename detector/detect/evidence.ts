import { compareAddresses, formatAddress } from '../model/address.ts';
import type { Contact, Evidence, Finding } from '../model/finding.ts';
import type { Context, Detail } from '../model/record.ts';
import type { AddressTable } from './addressTable.ts';
import type { TimedValue } from './bestWindow.ts';
import type { Case } from './cases.ts';
import type { Completion } from './distinctWindow.ts';

const maxContactsKept = 100;
const firstOrdinaryPort = 1024;

/** A record that completed a window, with what stands around it. Addresses and groups are numbers of the table's. */
export interface CompletedCase {
  readonly from: Case;
  readonly completion: Completion;
  readonly addresses: AddressTable;
  readonly at: number;
  readonly source: number;
  readonly group: number;
  readonly destinationPort: number;
  readonly deviceId: number;
  readonly context: Context | undefined;
  readonly detail: Detail | undefined;
  readonly hitBeforeAt: number | null;
}

/** The finding of a case that came true. */
export function buildFinding(completed: CompletedCase): Finding {
  const { from, completion, addresses, at, source, group, destinationPort, context } = completed;
  const isVulnerability = from.name === 'vulnerability';
  return {
    at,
    case: from.name,
    source: formatAddress(addresses.words, 4 * source),
    sourceLocation: context?.sourceLocation ?? '',
    target: from.isGroupAddress ? formatAddress(addresses.words, 4 * group) : null,
    port: from.name === 'port-scan' ? null : destinationPort,
    count: isVulnerability ? 1 : completion.values.length,
    looksLikeAnswers: !isVulnerability && looksLikeAnswers(completed),
    watchOnly: from.watchOnly,
    hitBeforeAt: completed.hitBeforeAt,
    evidence: buildEvidence(completed),
  };
}

/** What was reached and when, readable: ports, or addresses in canonical text; newest first, at most 100. */
export function listContacts(from: Case, values: readonly TimedValue[], addresses: AddressTable): Contact[] {
  // Internal numbers of addresses depend on the order of arrival; the addresses do not.
  const inOrder = from.isValueAddress
    ? values.toSorted(
        (a, b) => b.at - a.at || compareAddresses(addresses.words, addresses.words, 4 * a.value, 4 * b.value),
      )
    : values;
  return inOrder.slice(0, maxContactsKept).map(({ value, at }) => ({
    value: from.isValueAddress ? formatAddress(addresses.words, 4 * value) : value,
    at,
  }));
}

function looksLikeAnswers({ from, completion, destinationPort }: CompletedCase): boolean {
  if (!completion.isFromOneLowPort) return false;
  if (from.isValueAddress) return destinationPort >= firstOrdinaryPort;
  return completion.values.every(({ value }) => value >= firstOrdinaryPort);
}

function buildEvidence({ from, completion, addresses, deviceId, context, detail }: CompletedCase): Evidence {
  const { values } = completion;
  const evidence: Evidence = {
    settings: from.settings,
    deviceId,
    firstAt: values[values.length - 1].at,
    lastAt: values[0].at,
    contacts: listContacts(from, values, addresses),
  };
  if (from.name !== 'vulnerability' || context === undefined) return evidence;
  return {
    ...evidence,
    rule: context.rule,
    severity: context.severity,
    ...(detail === undefined ? {} : { threat: detail }),
  };
}
