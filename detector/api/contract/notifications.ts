import Type from 'typebox';
import { page, paging, routes } from './route.ts';
import { closed, count, idParams, instant, oneOf, orNull, text } from '../../schema/fields.ts';

const shown = {
  isOn: Type.Boolean(),
  host: text(255),
  port: Type.Integer({ minimum: 1, maximum: 65535 }),
  /** `starttls` refuses a server that does not offer it; `tls` speaks TLS from the first byte. */
  security: oneOf(['starttls', 'tls', 'none']),
  /** Empty: no login. */
  user: text(255),
  sender: text(320),
  recipients: Type.Array(text(320), { maxItems: 50 }),
  /** Address of Grafana, for links in mails; empty: no links. */
  grafanaUrl: text(500),
};

const settings = Type.Object({ ...shown, hasPassword: Type.Boolean() });

const request = Type.Object(
  {
    ...shown,
    /** Absent: the one that is stored stays; empty: none. It is never shown. */
    password: Type.Optional(text(1000)),
  },
  closed,
);

const mail = Type.Object({
  id: Type.Integer(),
  createdAt: instant,
  subject: Type.String(),
  recipients: Type.Array(Type.String()),
  state: oneOf(['waiting', 'sent', 'failed']),
  attempts: count,
  nextAttemptAt: orNull(instant),
  sentAt: orNull(instant),
  lastError: orNull(Type.String()),
});

export const notificationRoutes = routes({
  'GET /notifications/settings': {
    role: 'Viewer',
    summary: 'How mails are sent, without the password',
    answer: settings,
  },
  'PUT /notifications/settings': {
    role: 'Admin',
    summary: 'Changes how mails are sent',
    body: request,
    answer: settings,
  },
  'POST /notifications/test': {
    role: 'Admin',
    summary: "Sends a test mail with these settings, stored or not, and tells the server's own answer",
    body: request,
    answer: Type.Object({ isSent: Type.Boolean(), answer: Type.String() }),
  },
  'GET /notifications/mails': {
    role: 'Viewer',
    summary: 'Mails that wait, failed or were sent, newest first',
    query: Type.Object({ state: Type.Optional(oneOf(['waiting', 'sent', 'failed'])), ...paging }, closed),
    answer: page(mail),
  },
  'POST /notifications/mails/:id/retry': {
    role: 'Admin',
    summary: 'Tries a mail again now',
    params: idParams,
    answer: mail,
  },
  'DELETE /notifications/mails/:id': {
    role: 'Admin',
    summary: 'Gives a mail up',
    params: idParams,
    answer: Type.Object({ id: Type.Integer() }),
  },
});
