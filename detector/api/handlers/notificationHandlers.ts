import Type from 'typebox';
import type { Handlers } from '../contract/contract.ts';
import type { notificationRoutes } from '../contract/notifications.ts';
import { loadMailSettings } from '../../store/mailSettings.ts';
import { listMails } from '../../store/mails.ts';
import { changeMailSettings } from '../../actions/mail/changeMailSettings.ts';
import { deleteMail } from '../../actions/mail/deleteMail.ts';
import { sendTestMail } from '../../actions/mail/sendTestMail.ts';
import { shownMailSettings } from '../../actions/mail/mailRequest.ts';
import { retryMail } from '../../actions/mail/retryMail.ts';
import type { ShownMailSettings } from '../../actions/mail/mailRequest.ts';
import type { ApiContext } from './apiContext.ts';
import { readCursor, writeCursor } from './cursor.ts';

const mailCursor = Type.Tuple([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })]);

type Context = Pick<ApiContext, 'actorOf' | 'configuration' | 'database'>;

export function createNotificationHandlers(context: Context): Handlers<keyof typeof notificationRoutes> {
  const { actorOf, configuration, database } = context;
  const { dataDir } = configuration;
  return {
    'GET /notifications/settings': async () => shown(shownMailSettings(await loadMailSettings(database.pool))),
    'PUT /notifications/settings': async ({ body }, person) =>
      shown(await changeMailSettings(actorOf(person), dataDir, body)),
    'POST /notifications/test': ({ body }, person) => sendTestMail(actorOf(person), dataDir, body),
    'GET /notifications/mails': async ({ query }) => {
      const { state, limit = 50 } = query;
      const belowId = readCursor(query.cursor, mailCursor)?.[0];
      const mails = await listMails(database.pool, { state, belowId, limit: limit + 1 });
      const items = mails.slice(0, limit);
      const last = items.at(-1);
      return { items, next: mails.length > limit && last !== undefined ? writeCursor([last.id]) : null };
    },
    'POST /notifications/mails/:id/retry': ({ params }, person) => retryMail(actorOf(person), params.id),
    'DELETE /notifications/mails/:id': async ({ params }, person) => {
      await deleteMail(actorOf(person), params.id);
      return { id: params.id };
    },
  };
}

function shown({ recipients, ...rest }: ShownMailSettings) {
  return { ...rest, recipients: [...recipients] };
}
