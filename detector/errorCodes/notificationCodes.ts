import { defineCodes } from './errorCode.ts';

export const notificationCodes = defineCodes({
  'mail-settings-wrong': {
    status: 422,
    means:
      "Server, login, sender, recipients or Grafana's address will not do; or the stored password is for another server or user",
    mend: 'Mend each sentence; enter the password',
  },
  'mail-password-lost': {
    status: 422,
    means: "The key in the data folder that sealed the mail server's password is gone or another one",
    mend: 'Enter the password again, or put `secret-key` back from a backup',
  },
  'secret-key-damaged': {
    status: 422,
    means: '`secret-key` in the data folder is not a whole key',
    mend: 'Put it back from a backup; or remove it, and enter the password again',
  },
  'no-such-mail': {
    status: 404,
    means: 'The mail was given up or has been deleted by age',
    mend: 'Look at the list again',
  },
  'already-sent': { status: 409, means: 'The mail was sent meanwhile', mend: 'Nothing' },
});
