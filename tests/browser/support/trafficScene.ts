import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createTraffic } from '../../../detector/simulate/traffic.ts';
import { logLine, scanLines } from '../../support/lines.ts';
import { register } from '../../support/service.ts';
import { waitUntil } from '../../support/waitUntil.ts';
import { startDetector } from './startDetector.ts';

/** Records of the scene that are told from the others. */
export const odd = {
  attacker: '91.240.118.50',
  scanner: '45.142.193.118',
  rule: `web "in" <b>bold</b>`,
  user: `corp\\ann' or 'x`,
  threat: `<img src=x onerror=alert(1)> ${'Very-Long-Threat-Name-'.repeat(8)}`,
} as const;

export type TrafficScene = Awaited<ReturnType<typeof startDetector>> & {
  /** Records that are stored at the beginning. */
  readonly records: number;
  /** Writes lines as the firewall would, and waits until they are stored. */
  write(lines: readonly string[]): Promise<void>;
};

/** A detector with the traffic of the last two hours of a firewall, a scan and an attack with hostile texts. */
export async function openTrafficScene(t: TestContext, lines = 3_000): Promise<TrafficScene> {
  const detector = await startDetector(t);
  const path = join(detector.dataDir, 'fw-1.log');
  const now = Date.now();
  const span = { startAt: now - 7_200_000, ratePerSecond: lines / 7_100 };
  const traffic = createTraffic({ seed: 7, ...span, host: 'fw-1', timeZone: 'UTC' });
  let stored = 0;
  const write = async (added: readonly string[]): Promise<void> => {
    await writeFile(path, `${added.join('\n')}\n`, { flag: 'a' });
    stored += added.length;
    await waitUntil(`${stored} records are stored`, async () => {
      const { rows } = await detector.session.database.pool.query<{ n: number }>('select count(*) as n from record');
      return rows[0].n === stored;
    });
  };
  const attack = {
    source: odd.attacker,
    action: 'reset-both',
    rule: odd.rule,
    user: odd.user,
    threat: { name: odd.threat, id: '91991', severity: 'critical' },
  };
  await register(detector, 'fw-1', [path]);
  await write([
    ...Array.from({ length: lines }, () => traffic.next()),
    ...scanLines(odd.scanner, 24, now - 90_000),
    logLine({ at: now - 40_000, ...attack }),
  ]);
  return { ...detector, records: stored, write };
}
