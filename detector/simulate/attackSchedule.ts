import { buildCampaign, campaignKinds, knock } from './campaign.ts';
import type { Campaign } from './campaign.ts';
import type { LineFields } from './formatLine.ts';
import type { Random } from './random.ts';
import { itemAt } from '../model/itemAt.ts';

/** What a detector with default settings and these own networks must say about a source. */
export interface ExpectedAttacker {
  readonly source: string;
  readonly case: 'port-scan' | 'port-sweep' | 'vulnerability';
  /** Answers that look like a scan are held for a person. */
  readonly outcome: 'blocked' | 'held';
  /** Time of the record that completes it, ms since 1970. */
  readonly at: number;
}

const slots = 4;
const windowMs = 600_000;
const firstIndex = 1 << 24;
const rememberedSources = 256;
const cases = {
  scan: 'port-scan',
  'quiet-scan': 'port-scan',
  answers: 'port-scan',
  sweep: 'port-sweep',
  'quiet-sweep': 'port-sweep',
  vulnerability: 'vulnerability',
} as const;

interface Slot {
  campaign: Campaign | undefined;
  done: number;
  found: boolean;
  /** Record times of its contacts, in whole seconds as a line gives them. */
  times: number[];
  dueAt: number;
}

export interface AttackSchedule {
  /** The next contact of an attack, when one is due. */
  contact(atMs: number): LineFields | undefined;
  /** A source that was found comes back, as the catch-all rule logs it; undefined when none does. */
  comeBack(): LineFields | undefined;
  readonly expected: readonly ExpectedAttacker[];
}

/** Runs a few attacks side by side, in the time of the records, and keeps count of what must be found. */
export function createAttackSchedule(
  random: Random,
  own: { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] },
  startAtMs: number,
): AttackSchedule {
  const expected: ExpectedAttacker[] = [];
  const returning: (LineFields | undefined)[] = [];
  const running = Array.from({ length: slots }, (_, at): Slot => {
    return { campaign: undefined, done: 0, found: false, times: [], dueAt: startAtMs + 1_000 * (at + 1) };
  });
  let begun = 0;

  const noteFinding = (slot: Slot, { kind, source, needed }: Campaign, contact: LineFields): void => {
    const { times } = slot;
    const at = itemAt(times, times.length - 1);
    const first = times[times.length - needed] ?? -Infinity;
    if (at - first >= windowMs) return;
    slot.found = true;
    expected.push({ source, case: cases[kind], outcome: kind === 'answers' ? 'held' : 'blocked', at });
    // The oldest is replaced: sources found long ago rarely come back.
    if (kind !== 'answers') returning[expected.length % rememberedSources] = contact;
  };

  return {
    expected,
    contact: (atMs) => {
      const slot = running.find(({ dueAt }) => dueAt <= atMs);
      if (slot === undefined) return undefined;
      if (slot.campaign === undefined) {
        const kind = itemAt(campaignKinds, begun % campaignKinds.length);
        slot.campaign = buildCampaign(kind, firstIndex + begun, random, own);
        [slot.done, slot.found, slot.times] = [0, false, []];
        begun++;
      }
      const { campaign } = slot;
      const contact = itemAt(campaign.contacts, slot.done++);
      slot.dueAt = atMs + random.between(200, 1_200);
      if (!slot.found) {
        slot.times.push(Math.floor(atMs / 1000) * 1000);
        noteFinding(slot, campaign, contact);
      }
      if (slot.done === campaign.contacts.length) {
        slot.campaign = undefined;
        slot.dueAt = atMs + random.between(2_000, 8_000);
      }
      return contact;
    },
    comeBack: () => {
      const known = returning[random.below(rememberedSources)];
      if (known === undefined) return undefined;
      const place = { address: known.source, country: known.sourceLocation };
      return knock(place, random.between(1024, 65_535), known.target, known.port);
    },
  };
}
