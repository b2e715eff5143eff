import { insertAuditEvents } from '../store/auditEvents.ts';
import type { Client } from '../store/database.ts';
import type { Actor } from './actor.ts';

/** Notes who did what to what, and when. */
export async function audit(
  client: Client,
  actor: Pick<Actor, 'name' | 'nowMs'>,
  action: string,
  subject: string,
  before?: unknown,
  after?: unknown,
): Promise<void> {
  await insertAuditEvents(client, [{ at: actor.nowMs, actor: actor.name, action, subject, before, after }]);
}
