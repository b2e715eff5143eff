/** Units of a duration, as its text ends: minutes, hours, days, weeks. */
export const durationUnits = ['m', 'h', 'd', 'w'] as const;
export type DurationUnit = (typeof durationUnits)[number];

export interface DurationParts {
  readonly amount: string;
  readonly unit: DurationUnit;
}

/** Takes `12h` apart; undefined for `permanent` and whatever else is no such text. */
export function partsOfDuration(text: string): DurationParts | undefined {
  const [, amount, unit] = /^(\d*)([mhdw])$/.exec(text) ?? [];
  return amount === undefined ? undefined : { amount, unit: unit as DurationUnit };
}

/** Whether it is `permanent` or a number above 0 with its unit. */
export function isDuration(text: string): boolean {
  return text === 'permanent' || Number(partsOfDuration(text)?.amount ?? '') > 0;
}

const words: Readonly<Record<DurationUnit, string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** `7d` as `7 days`. */
export function durationInWords(text: string): string {
  const parts = partsOfDuration(text);
  if (parts === undefined) return text;
  return `${parts.amount} ${words[parts.unit]}${parts.amount === '1' ? '' : 's'}`;
}
