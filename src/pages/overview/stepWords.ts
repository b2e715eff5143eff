const units = [
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
] as const;

/** `10 minutes`, or `hour` for one, as in "per hour". */
export function stepWords(stepMs: number): string {
  const unit = units.find(({ ms }) => stepMs >= ms && stepMs % ms === 0) ?? units[2];
  const count = Math.max(1, Math.round(stepMs / unit.ms));
  return count === 1 ? unit.name : `${count} ${unit.name}s`;
}
