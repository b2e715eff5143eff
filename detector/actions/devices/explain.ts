import { isThreatExcluded } from '../../detect/exclusions.ts';
import { isOfAttacker, isOfRule, traitBits, traitsOf } from '../../detect/traits.ts';
import { createCidrSet } from '../../model/cidrSet.ts';
import { formatAddress } from '../../model/address.ts';
import { cidrOf } from '../../model/cidr.ts';
import { caseNames } from '../../model/finding.ts';
import type { CaseName } from '../../model/finding.ts';
import { canonicalWord, hasPorts, isDenied, isKnownWord } from '../../model/logWords.ts';
import { isPublic } from '../../model/publicAddress.ts';
import type { Context, RecordBatch } from '../../model/record.ts';
import type { Settings } from '../../model/settings.ts';
import { itemAt } from '../../model/itemAt.ts';

/** The settings that say whether a record counts. */
export type CountingSettings = Pick<
  Settings,
  'portScan' | 'portSweep' | 'vulnerability' | 'denyRule' | 'ownNetworks' | 'exclusions'
>;

interface CaseJudgement {
  readonly case: CaseName;
  readonly counts: boolean;
  /** A sentence for each reason that it does not; empty when it does. */
  readonly whyNot: readonly string[];
  /** What comes of the case blocks nobody. */
  readonly watchOnly: boolean;
}

export interface Judgement {
  readonly cases: readonly CaseJudgement[];
  /** It hits the deny rule, so a block of its source is renewed. */
  readonly hitsDenyRule: boolean;
}

const bits = {
  'port-scan': traitBits.portScan,
  'port-sweep': traitBits.portSweep,
  vulnerability: traitBits.vulnerability,
} as const;

/** Tells for each case whether the record in row 0 counts, as the engine decides, and why not. */
export function judgeRecord(batch: RecordBatch, context: Context, settings: CountingSettings): Judgement {
  const traits = traitsOf(context, settings);
  const placeReasons = [
    ...whyPlaceDoesNotCount(batch, settings.ownNetworks),
    ...whyExcluded(batch, settings.exclusions),
  ];
  const ruleReasons = whyRuleExcluded(context, settings.exclusions.rules);
  const threatReasons = whyThreatExcluded(batch, settings.exclusions.threatIds);
  const cases = caseNames.map((name): CaseJudgement => {
    const isVulnerability = name === 'vulnerability';
    const lacksPort = !isVulnerability && batch.destinationPort[0] === 0;
    const ofThreat = isVulnerability ? threatReasons : [];
    const counts = (traits & bits[name]) !== 0 && placeReasons.length + ofThreat.length === 0 && !lacksPort;
    const own = isVulnerability
      ? whyNoVulnerability(context, settings.vulnerability.level)
      : whyNoTraffic(context, name === 'port-scan' ? settings.portScan : settings.portSweep);
    const port = lacksPort ? ['Its destination port is 0, which is none (ping).'] : [];
    const whyNot = [...own, ...port, ...ruleReasons, ...ofThreat, ...placeReasons];
    return { case: name, counts, whyNot, watchOnly: isWatchOnly(name, settings) };
  });
  return { cases, hitsDenyRule: (traits & traitBits.denyHit) !== 0 };
}

function isWatchOnly(name: CaseName, { portScan, portSweep, vulnerability }: CountingSettings): boolean {
  return { 'port-scan': portScan, 'port-sweep': portSweep, vulnerability }[name].mode === 'watch';
}

function whyPlaceDoesNotCount(batch: RecordBatch, ownNetworks: readonly string[]): string[] {
  const own = createCidrSet(ownNetworks.map(cidrOf));
  const reasons: string[] = [];
  if (!isPublic(batch.source)) reasons.push(`Its source ${formatAddress(batch.source)} is not public.`);
  if (own.size > 0 && !own.has(batch.destination)) {
    reasons.push(`Its destination ${formatAddress(batch.destination)} is not in the own networks.`);
  }
  return reasons;
}

function whyExcluded(batch: RecordBatch, { ports, destinations }: Settings['exclusions']): string[] {
  const port = itemAt(batch.destinationPort, 0);
  const isExcluded = createCidrSet(destinations.map(cidrOf)).has(batch.destination);
  return [
    ...(ports.includes(port) ? [`Its destination port ${port} is left out by the settings.`] : []),
    ...(isExcluded ? [`Its destination ${formatAddress(batch.destination)} is left out by the settings.`] : []),
  ];
}

function whyRuleExcluded(context: Context, rules: readonly string[]): string[] {
  if (!isOfRule(context, rules)) return [];
  const { rule, ruleId } = context;
  return [`Its rule ${rules.includes(rule) ? rule : ruleId} is left out by the settings.`];
}

function whyThreatExcluded(batch: RecordBatch, threatIds: readonly string[]): string[] {
  const { threatId = '' } = batch.detail[0] ?? {};
  return isThreatExcluded(threatId, new Set(threatIds))
    ? [`Its threat ID ${threatId} is left out by the settings.`]
    : [];
}

function whyNoTraffic(
  { type, action, protocol }: Context,
  { minutes, count }: Settings['portScan'] | Settings['portSweep'],
): string[] {
  const reasons: string[] = [];
  if (minutes === 0) reasons.push('The case is off: its minutes are 0.');
  if (type !== 'TRAFFIC') reasons.push(`Its type is ${type}; only TRAFFIC counts.`);
  if (!hasPorts(protocol)) reasons.push(`Its protocol ${protocol} is not known to have ports.`);
  if (count !== 'all' && !isDenied(action)) {
    reasons.push(
      isKnownWord('action', action)
        ? 'It was allowed; only what is denied counts.'
        : `Its action ${action} is not a known word; only what is denied counts.`,
    );
  }
  return reasons;
}

function whyNoVulnerability({ type, subtype, severity, direction }: Context, level: number): string[] {
  const reasons: string[] = [];
  const wanted = ['critical', 'high'].slice(0, level);
  if (level === 0) reasons.push('The case is off: its level is 0.');
  if (type !== 'THREAT') reasons.push(`Its type is ${type}; only THREAT counts.`);
  if (canonicalWord('subtype', subtype) !== 'vulnerability') {
    reasons.push(`Its subtype is ${subtype === '' ? 'empty' : subtype}; only vulnerability counts.`);
  }
  if (!isOfAttacker(direction)) {
    reasons.push(
      isKnownWord('direction', direction)
        ? 'It went from server to client: the source may be the victim.'
        : `Its direction ${direction} is not a known word: the source may be the victim.`,
    );
  }
  if (level > 0 && !wanted.includes(canonicalWord('severity', severity))) {
    reasons.push(`Its severity is ${severity === '' ? 'empty' : severity}; only ${wanted.join(' and ')} counts.`);
  }
  return reasons;
}
