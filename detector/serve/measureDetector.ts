import type { Measures } from '../api/http/createMetrics.ts';
import { isDatabaseAway } from '../store/isDatabaseAway.ts';
import { loadVitals } from '../store/counts/vitals.ts';
import type { ApiContext } from '../api/handlers/apiContext.ts';
import { windowsOf } from '../api/handlers/describeSystem.ts';
import type { ListService } from './listService.ts';

interface Measured {
  readonly list: ListService;
  /** Undefined while the database is not there yet. */
  readonly context: Pick<ApiContext, 'database' | 'work' | 'now'> | undefined;
}

/** What the detector knows of itself; with the database away that is little. */
export async function measureDetector({ list, context }: Measured): Promise<Measures> {
  const entries = list.holder.current()?.version.entries.length;
  const known = entries === undefined ? {} : { listEntries: entries };
  if (context === undefined) return { ...known, isWorking: 0, isDatabaseThere: 0 };
  const work = context.work();
  const windows = work === undefined ? undefined : windowsOf(work.detection.stats());
  const held = windows === undefined ? {} : { contacts: windows.contacts, contactsEvicted: windows.evicted };
  const here = { ...known, ...held, isWorking: work === undefined ? 0 : 1 };
  try {
    const { lastLineAt, ...totals } = await loadVitals(context.database.pool);
    const age = lastLineAt === null ? {} : { lastLineAge: Math.max(0, context.now() - lastLineAt) / 1_000 };
    return { ...here, ...totals, ...age, isDatabaseThere: 1 };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return { ...here, isDatabaseThere: 0 };
  }
}
