import type { Handlers } from '../contract/contract.ts';
import type { deviceRoutes } from '../contract/devices.ts';
import { MendableError } from '../../errors.ts';
import { isTimeZone } from '../../time/calendar.ts';
import type { Device } from '../../model/device.ts';
import { defaultFormatText } from '../../parse/defaultFormat.ts';
import { listDevices } from '../../store/devices.ts';
import { seenFields } from '../../store/records/seenFields.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { changeDevice, noSuchDevice } from '../../actions/devices/changeDevice.ts';
import { isQuiet, lineRates } from '../../actions/devices/deviceActivity.ts';
import { addDevice } from '../../actions/devices/addDevice.ts';
import { removeDevice } from '../../actions/devices/removeDevice.ts';
import { reportDevices } from '../../actions/devices/deviceReport.ts';
import type { DeviceStatus } from '../../actions/devices/deviceReport.ts';
import { explainDocument } from '../../actions/devices/explainDocument.ts';
import type { ExplainDocument } from '../../actions/devices/explainDocument.ts';
import { lackingFields } from '../../actions/devices/lackingFields.ts';
import type { ApiContext } from './apiContext.ts';

type Context = Pick<ApiContext, 'actorOf' | 'configuration' | 'database' | 'defaults' | 'now'>;

export function createDeviceHandlers(context: Context): Handlers<keyof typeof deviceRoutes> {
  const { actorOf, configuration, database, defaults, now } = context;
  const { pool } = database;

  return {
    'GET /devices': async () => {
      const { logFolder } = configuration;
      const report = await reportDevices(pool, logFolder);
      const seen = await seenFields(pool);
      const nowMs = now();
      const rateOf = await lineRates(pool, nowMs);
      return {
        ...report,
        devices: report.devices.map((device) => ({
          ...deviceOf(device),
          ...stateOf(device),
          perSecond: rateOf(device.id),
          isQuiet: isQuiet(device.lastLineAt, nowMs),
          lacks: lackingFields(seen.find(({ deviceId }) => deviceId === device.id)),
        })),
        unregistered: [...report.unregistered],
        files: [...report.files],
        lost: [...report.lost],
        logFolder,
        recommendedFormat: defaultFormatText,
      };
    },
    'POST /devices': async ({ body }, person) => {
      const { name } = await addDevice(actorOf(person), body);
      const added = (await listDevices(pool)).find((device) => device.name.toLowerCase() === name.toLowerCase());
      if (added === undefined) throw new MendableError('no-such-device', `${name} was removed at the same moment.`);
      return deviceOf(added);
    },
    'PUT /devices/:id': async ({ params, body }, person) =>
      deviceOf(await changeDevice(actorOf(person), params.id, body)),
    'DELETE /devices/:id': async ({ params }, person) => {
      const device = (await listDevices(pool)).find(({ id }) => id === params.id);
      if (device === undefined) throw noSuchDevice(params.id);
      await removeDevice(actorOf(person), device.name);
      return { name: device.name };
    },
    'POST /devices/test': async ({ body }) => {
      const { settings } = await loadSettings(pool, defaults);
      const timeZone = body.timeZone ?? settings.timeZone;
      if (!isTimeZone(timeZone)) {
        throw new MendableError(
          'device-wrong',
          `The time zone ${JSON.stringify(timeZone)} is not known: write it like Australia/Sydney.`,
        );
      }
      return testAnswer(explainDocument(Buffer.from(body.line), { settings, timeZone, format: body.format }));
    },
  };
}

function deviceOf({ id, name, hosts, files, senders, timeZone, format }: Device) {
  return { id, name, hosts: [...hosts], files: [...files], senders: [...senders], timeZone, format };
}

function stateOf(status: DeviceStatus) {
  const { lines, records, late, future, newestAt, lastLineAt, lastFutureAt, unreadable } = status;
  const { otherTypes, unknownWords, strangeWords, likelyTimeZoneOffset } = status;
  return {
    ...{ lines, records, late, future, lastLineAt, lastFutureAt, otherTypes, unknownWords, likelyTimeZoneOffset },
    strangeWords: [...strangeWords],
    clockOffsetMs: newestAt === null || lastLineAt === null ? null : newestAt - lastLineAt,
    unreadable: unreadable.map((one) => ({ ...one, samples: [...one.samples] })),
  };
}

function testAnswer({ header, repeats, fields, record, unreadable, judgement }: ExplainDocument) {
  return {
    unreadable: unreadable === null ? null : { reason: unreadable.reason, meaning: unreadable.sentence },
    header: { ...header },
    fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
    record: record === null ? null : { ...record },
    repeats,
    cases: (judgement?.cases ?? []).map((one) => ({ ...one, whyNot: [...one.whyNot] })),
    hitsDenyRule: judgement?.hitsDenyRule ?? false,
  };
}
