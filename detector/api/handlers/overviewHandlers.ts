import type { Answer, Handlers } from '../contract/contract.ts';
import type { overviewRoutes } from '../contract/overview.ts';
import { MendableError } from '../../errors.ts';
import { lastMidnight } from '../../time/calendar.ts';
import { arrivedLines } from '../../store/counts/arrivedLines.ts';
import { blockTotals, newSince } from '../../store/blacklist/blockTotals.ts';
import type { Queryable } from '../../store/database.ts';
import { deviceStates, listDevices } from '../../store/devices.ts';
import { latestRuns } from '../../store/jobRuns.ts';
import { countMails } from '../../store/mails.ts';
import { linesByDevice, newBlocksByCase, topAttackers, topCountries } from '../../store/counts/overviewCharts.ts';
import { pollingClients, unreadableByDevice } from '../../store/counts/overviewCounts.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { chartRange, chartSeries } from './chartSteps.ts';
import { standingAmong } from '../../actions/blacklist/standingAmong.ts';
import { isQuiet, lineRates } from '../../actions/devices/deviceActivity.ts';
import { productVersion } from '../../setup/productVersion.ts';
import { setUpSteps } from './setUpSteps.ts';
import type { ApiContext } from './apiContext.ts';
import { hourMs } from '../../time/units.ts';

type OverviewContext = Pick<ApiContext, 'database' | 'defaults' | 'actorOf' | 'now'> & {
  readonly list: { readonly holder: Pick<ApiContext['list']['holder'], 'current'> };
  readonly work: () => unknown;
};

const clientsShown = 20;
const topShown = 10;

export function createOverviewHandlers(context: OverviewContext): Handlers<keyof typeof overviewRoutes> {
  const { database, defaults, list, work, now } = context;
  const { pool } = database;
  const version = productVersion();

  return {
    async 'GET /overview'() {
      const nowMs = now();
      const { settings, detection } = await loadSettings(pool, defaults);
      const today = lastMidnight(nowMs, settings.timeZone);
      const [totals, fresh, devices, lastHour, clients, runs, mails, checklist] = await Promise.all([
        blockTotals(pool),
        newSince(pool, today),
        describeDevices(pool, nowMs),
        arrivedLines(pool, nowMs - hourMs),
        pollingClients(pool, clientsShown),
        latestRuns(pool),
        countMails(pool),
        setUpSteps(pool, settings),
      ]);
      return {
        at: nowMs,
        version,
        detection,
        isWorking: work() !== undefined,
        lines: {
          perSecond: devices.reduce((sum, { perSecond }) => sum + perSecond, 0),
          lastHour: lastHour.reduce((sum, { lines }) => sum + lines, 0),
        },
        devices,
        blacklist: {
          active: totals.active,
          newToday: fresh.blocks,
          held: totals.held,
          refusedToday: fresh.refused,
          listed: list.holder.current()?.version.entries.length ?? null,
        },
        clients: clients.map(({ lateFrom, ...client }) => ({
          ...client,
          isLate: lateFrom !== null && nowMs > lateFrom,
        })),
        failedJobs: runs
          .filter(({ outcome }) => outcome === 'failed')
          .map(({ name, endedAt, message }) => ({ name, at: endedAt, message })),
        mails,
        checklist,
      };
    },

    async 'GET /overview/charts'({ query: { from, to } }, person) {
      if (to <= from) {
        throw new MendableError(
          'range-wrong',
          'The range ends before it begins: give a "to" that is later than "from".',
        );
      }
      const range = chartRange(from, to);
      const [blocks, lines, attackers, topCountriesFound] = await Promise.all([
        newBlocksByCase(pool, range),
        linesByDevice(pool, range),
        topAttackers(pool, range, topShown),
        topCountries(pool, range, topShown),
      ]);
      const addresses = attackers.map(({ address }) => address);
      const standingOf = await standingAmong(context.actorOf(person), addresses);
      return {
        stepMs: range.stepMs,
        blocksByCase: chartSeries(blocks, range),
        linesByDevice: chartSeries(lines, range),
        topAttackers: attackers.map((attacker) => ({ ...attacker, standing: standingOf(attacker.address) })),
        topCountries: topCountriesFound,
      };
    },
  };
}

async function describeDevices(pool: Queryable, nowMs: number): Promise<Answer<'GET /overview'>['devices']> {
  const [devices, states, unreadable, rateOf] = await Promise.all([
    listDevices(pool),
    deviceStates(pool),
    unreadableByDevice(pool),
    lineRates(pool, nowMs),
  ]);
  return devices.map(({ id, name }) => {
    const lastLineAt = states.find(({ deviceId }) => deviceId === id)?.lastLineAt ?? null;
    return {
      ...{ id, name, lastLineAt },
      perSecond: rateOf(id),
      unreadable: unreadable.get(id) ?? 0,
      isQuiet: isQuiet(lastLineAt, nowMs),
    };
  });
}
