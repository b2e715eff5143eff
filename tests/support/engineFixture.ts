import type { Finding } from '../../detector/model/finding.ts';
import { createEngine } from '../../detector/detect/engine.ts';
import type { DetectionSettings, Engine } from '../../detector/detect/engine.ts';
import { batchOf, contexts, settings } from './recordFixture.ts';
import type { TestRecord } from './recordFixture.ts';

/** An engine with the default settings but for these. */
export function create(changes: Partial<DetectionSettings> = {}): Engine {
  return createEngine({ settings: { ...settings, ...changes }, maxContacts: 4096, contexts });
}

/** What a new engine finds in these records. */
export function find(records: readonly TestRecord[], changes: Partial<DetectionSettings> = {}): Finding[] {
  return create(changes).observe(batchOf(records), NaN, 'detect');
}
