import { canonicalWord, hasPorts, isDenied } from '../model/logWords.ts';
import type { Context } from '../model/record.ts';
import type { Settings } from '../model/settings.ts';

/** What a record of a context may count for, as bits. */
export const traitBits = { portScan: 1, portSweep: 2, vulnerability: 4, denyHit: 8 } as const;

const fewestContexts = 1024;
const isWorkedOut = 128;

export type TraitSettings = Pick<Settings, 'portScan' | 'portSweep' | 'vulnerability' | 'denyRule' | 'exclusions'>;

/** Traits by context: worked out once for each, however many records name it. */
export class TraitTable {
  readonly #contexts: readonly (Context | undefined)[];
  readonly #settings: TraitSettings;
  #traits = new Uint8Array(fewestContexts);

  /** `contexts` may grow; a context never changes. */
  constructor(contexts: readonly (Context | undefined)[], settings: TraitSettings) {
    this.#contexts = contexts;
    this.#settings = settings;
  }

  of(contextId: number): number {
    const traits = this.#traits[contextId];
    return traits >= isWorkedOut ? traits - isWorkedOut : this.#workOut(contextId);
  }

  #workOut(contextId: number): number {
    const context = this.#contexts[contextId];
    if (context === undefined) return 0;
    const traits = traitsOf(context, this.#settings);
    if (contextId >= this.#traits.length) this.#grow(contextId);
    this.#traits[contextId] = traits | isWorkedOut;
    return traits;
  }

  #grow(contextId: number): void {
    const grown = new Uint8Array(2 * contextId);
    grown.set(this.#traits);
    this.#traits = grown;
  }
}

/** The traits of one context under these settings. */
export function traitsOf(context: Context, settings: TraitSettings): number {
  const hit = isOfRule(context, settings.denyRule) ? traitBits.denyHit : 0;
  if (isOfRule(context, settings.exclusions.rules)) return hit;
  let traits: number = hit;
  if (countsFor(context, settings.portScan)) traits |= traitBits.portScan;
  if (countsFor(context, settings.portSweep)) traits |= traitBits.portSweep;
  if (isVulnerabilityAttack(context, settings.vulnerability.level)) traits |= traitBits.vulnerability;
  return traits;
}

function countsFor(context: Context, { minutes, count }: Settings['portScan'] | Settings['portSweep']): boolean {
  if (minutes === 0 || context.type !== 'TRAFFIC' || !hasPorts(context.protocol)) return false;
  return count === 'all' || isDenied(context.action);
}

function isVulnerabilityAttack(context: Context, level: number): boolean {
  if (context.type !== 'THREAT' || canonicalWord('subtype', context.subtype) !== 'vulnerability') return false;
  if (!isOfAttacker(context.direction)) return false;
  const severity = canonicalWord('severity', context.severity);
  return (level >= 1 && severity === 'critical') || (level >= 2 && severity === 'high');
}

/** False where the source answered a client, or a word says something that nobody knows. */
export function isOfAttacker(direction: string): boolean {
  return direction === '' || canonicalWord('direction', direction) === 'client-to-server';
}

/** Whether the context's rule is among these names and IDs. */
export function isOfRule(context: Context, rules: readonly string[]): boolean {
  return rules.some((rule) => rule !== '' && (rule === context.rule || rule === context.ruleId));
}
