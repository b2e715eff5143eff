import type { Handlers } from '../contract/contract.ts';
import type { settingsRoutes } from '../contract/settings.ts';
import { recentContacts } from '../../store/records/recentContacts.ts';
import { recordWords } from '../../store/records/recordWords.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { changeSettings } from '../../actions/settings/changeSettings.ts';
import { suggestNetworks } from '../../actions/settings/suggestNetworks.ts';
import type { ApiContext } from './apiContext.ts';
import { dayMs } from '../../time/units.ts';

/** Read in about 50 ms; the networks of a busy firewall are all among them. */
const contactsLookedAt = 20_000;

export function createSettingsHandlers(context: ApiContext): Handlers<keyof typeof settingsRoutes> {
  const { database, defaults, now } = context;
  const { pool } = database;
  return {
    async 'GET /settings'() {
      const { revision, settings } = await loadSettings(pool, defaults);
      return { revision, settings, defaults };
    },
    async 'GET /settings/suggestions'() {
      const { settings } = await loadSettings(pool, defaults);
      const contacts = await recentContacts(pool, now() - dayMs, contactsLookedAt);
      return {
        ownNetworks: suggestNetworks(contacts, settings.ownNetworks),
        rules: (await recordWords(pool)).rules,
        timeZones: timeZones(),
      };
    },
    async 'PATCH /settings'({ body }, person) {
      const { revision, after } = await changeSettings(context.actorOf(person), body.changes, body.revision);
      return { revision, settings: after };
    },
  };
}

function timeZones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}
