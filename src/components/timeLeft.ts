const steps = [
  { ms: 86_400_000, word: 'd' },
  { ms: 3_600_000, word: 'h' },
  { ms: 60_000, word: 'min' },
  { ms: 1000, word: 's' },
];

/** A span in its two largest units: `29 d 4 h`, `3 min 12 s`; `0 s` when it is over. */
export function timeLeft(ms: number): string {
  const [large, small] = steps.filter((step) => ms >= step.ms);
  if (large === undefined) return '0 s';
  const head = `${Math.floor(ms / large.ms)} ${large.word}`;
  const rest = small === undefined ? 0 : Math.floor((ms % large.ms) / small.ms);
  return small === undefined || rest === 0 ? head : `${head} ${rest} ${small.word}`;
}
