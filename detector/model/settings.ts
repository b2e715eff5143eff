import Type from 'typebox';
import type { Static } from 'typebox';
import { isTimeZone } from '../time/calendar.ts';
import { parseCidr } from './cidr.ts';
import { checkShape } from '../schema/checkShape.ts';

/** A setting's description follows "it takes" in the sentence about a wrong value. */
const wholeNumber = (minimum: number, maximum: number) =>
  Type.Integer({ minimum, maximum, description: `a whole number from ${minimum} to ${maximum}` });
const oneOf = <const Word extends string>(words: readonly Word[]) =>
  Type.Enum([...words], { description: words.map((word) => JSON.stringify(word)).join(' or ') });
const closed = { additionalProperties: false };

const minutes = wholeNumber(0, 1440);
const count = oneOf(['denied', 'all']);
const mode = oneOf(['block', 'watch']);
const ranges = Type.Array(Type.String(), { description: 'a list of addresses and CIDR ranges' });

const maxExclusions = 1000;
const exclusionTexts = (what: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 256 }), {
    maxItems: maxExclusions,
    description: `a list of ${what}, at most ${maxExclusions}`,
  });
/** What matches any of these counts for no case; threat IDs are those of vulnerability attacks. Each one finds less. */
const exclusions = Type.Object(
  {
    threatIds: exclusionTexts('threat IDs'),
    rules: exclusionTexts('rule names and IDs'),
    ports: Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }), {
      maxItems: maxExclusions,
      description: `a list of destination ports from 1 to 65535, at most ${maxExclusions}`,
    }),
    destinations: exclusionTexts('addresses and CIDR ranges'),
  },
  closed,
);

/** Everything that a person tunes. Raising `ports`, `addresses` or lowering `minutes` finds less; 0 turns a case off. */
export const settingsSchema = Type.Object(
  {
    portScan: Type.Object({ ports: wholeNumber(1, 1000), minutes, count, mode }, closed),
    portSweep: Type.Object({ addresses: wholeNumber(2, 1000), minutes, count, mode }, closed),
    vulnerability: Type.Object({ level: wholeNumber(0, 2), mode }, closed),
    denyRule: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      description: 'a rule name or ID, or a list of them',
    }),
    ownNetworks: ranges,
    exclusions,
    timeZone: Type.String({ description: 'a time zone such as "Australia/Sydney"' }),
    blockMonths: wholeNumber(1, 120),
    logMonths: wholeNumber(1, 120),
    /** Entries that the firewall takes; those beyond are not enforced. */
    listCapacity: wholeNumber(1, 500_000),
    registerNewSenders: Type.Boolean({ description: 'true or false' }),
  },
  closed,
);
export type Settings = Static<typeof settingsSchema>;

const replaySettingsSchema = Type.Object(
  { ...Type.Omit(settingsSchema, ['listCapacity', 'registerNewSenders']).properties, allowlist: ranges },
  closed,
);
export type ReplaySettings = Static<typeof replaySettingsSchema>;

/** What is in force until a person changes it. */
export function defaultSettings(timeZone: string): Settings {
  return {
    portScan: { ports: 10, minutes: 10, count: 'denied', mode: 'block' },
    portSweep: { addresses: 10, minutes: 10, count: 'denied', mode: 'block' },
    vulnerability: { level: 1, mode: 'block' },
    denyRule: ['Active Defense Deny'],
    ownNetworks: [],
    exclusions: { threatIds: [], rules: [], ports: [], destinations: [] },
    timeZone,
    blockMonths: 1,
    logMonths: 3,
    listCapacity: 50_000,
    registerNewSenders: false,
  };
}

/** Checked settings, or a sentence for each fault. */
export type Checked<T> = { readonly settings: T } | { readonly faults: readonly string[] };

/** Lays what is given over `base`; names every fault at once: the field, what was given, what is allowed. */
export function checkSettings(input: unknown, base: Settings): Checked<Settings> {
  return check<Settings>(settingsSchema, input, base);
}

/** The same for a replay, which takes its allowlist from the settings. */
export function checkReplaySettings(input: unknown, base: Settings): Checked<ReplaySettings> {
  return check<ReplaySettings>(replaySettingsSchema, input, { ...base, allowlist: [] });
}

function check<T extends object>(schema: Type.TObject, input: unknown, base: T): Checked<T> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return {
      faults: [
        `The settings are ${JSON.stringify(input)}: they have to be an object such as {"portScan": {"ports": 10}}.`,
      ],
    };
  }
  const given = withRuleList(input as Record<string, unknown>);
  const faults = checkShape(schema, given);
  for (const field of ['ownNetworks', 'allowlist']) faults.push(...rangeFaults(field, given[field]));
  faults.push(
    ...rangeFaults(
      'exclusions.destinations',
      (given['exclusions'] as Partial<Settings['exclusions']> | null | undefined)?.destinations,
    ),
  );
  if (typeof given['timeZone'] === 'string' && !isTimeZone(given['timeZone'])) {
    faults.push(`timeZone is ${JSON.stringify(given['timeZone'])}: it takes a time zone such as "Australia/Sydney".`);
  }
  return faults.length > 0 ? { faults } : { settings: overlay(base as Record<string, unknown>, given) as T };
}

/** One rule may stand for a list of one. */
function withRuleList(input: Record<string, unknown>): Record<string, unknown> {
  return typeof input['denyRule'] === 'string' ? { ...input, denyRule: [input['denyRule']] } : input;
}

function rangeFaults(field: string, value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const texts = value.filter((item) => typeof item === 'string');
  return texts
    .map(parseCidr)
    .filter((cidr) => typeof cidr === 'string')
    .map((fault) => `${field}: ${fault}`);
}

function overlay(base: Record<string, unknown>, given: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(given).map(([key, value]) => {
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [key, isGroup ? { ...(base[key] as object), ...value } : value];
  });
  return { ...base, ...(Object.fromEntries(entries) as Record<string, unknown>) };
}
