import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { addBlock } from '../../../detector/actions/blacklist/addBlock.ts';
import { allowRange } from '../../../detector/actions/allowlist/allow.ts';
import { releaseBlocks } from '../../../detector/actions/blacklist/releaseBlocks.ts';
import { blockTotals } from '../../../detector/store/blacklist/blockTotals.ts';
import { logLine, scanLines } from '../../support/lines.ts';
import { register } from '../../support/service.ts';
import { waitUntil } from '../../support/waitUntil.ts';
import { startDetector } from './startDetector.ts';

/** Sources of the scene and what becomes of each. */
export const scene = {
  scanner: '45.142.193.118',
  otherScanner: '45.142.193.119',
  sweeper: '185.91.127.81',
  attacker: '91.240.118.50',
  held: '142.250.70.14',
  alsoHeld: '142.250.70.15',
  allowed: '80.82.77.33',
  range: '198.20.0.0/24',
  released: '198.21.0.9',
} as const;

const hostileThreat = `<img src=x onerror=alert(1)> ${'Very-Long-Threat-Name-'.repeat(12)}`;

/** A detector whose log has two scans, a sweep, an attack, two that look like answers and one that is allowed. */
export async function openBlacklistScene(t: TestContext): Promise<Awaited<ReturnType<typeof startDetector>>> {
  const detector = await startDetector(t);
  const path = join(detector.dataDir, 'fw-1.log');
  const actor = () => detector.session.actor('ann', Date.now());
  await allowRange(actor(), { range: scene.allowed, reason: 'our own scanner', duration: 'permanent' });
  await addBlock(actor(), { address: scene.range, reason: 'bad neighbourhood', duration: '4w' });
  await addBlock(actor(), { address: scene.released, reason: 'by mistake', duration: '1d' });
  await releaseBlocks(actor(), { addresses: [scene.released] }, 'it was a partner');
  const startAt = Date.now() - 240_000;
  const lines = [
    ...scanLines(scene.scanner, 24, startAt),
    ...scanLines(scene.otherScanner, 11, startAt + 5000),
    ...Array.from({ length: 12 }, (_, i) =>
      logLine({ at: startAt + 30_000 + i * 2000, source: scene.sweeper, target: `203.0.113.${10 + i}`, port: 22 }),
    ),
    logLine({
      at: startAt + 60_000,
      source: scene.attacker,
      action: 'reset-both',
      rule: 'web in',
      threat: { name: hostileThreat, id: '91991', severity: 'critical' },
    }),
    ...[scene.held, scene.alsoHeld].flatMap((source) =>
      Array.from({ length: 11 }, (_, i) =>
        logLine({ at: startAt + 90_000 + i * 1000, source, sourcePort: 53, port: 2000 + i }),
      ),
    ),
    ...scanLines(scene.allowed, 12, startAt + 120_000),
  ];
  await writeFile(path, `${lines.join('\n')}\n`);
  await register(detector, 'fw-1', [path]);
  await waitUntil('all cases came true', async () => {
    const { active, held, refused } = await blockTotals(detector.session.database.pool);
    return active === 5 && held === 2 && refused === 1;
  });
  return detector;
}
