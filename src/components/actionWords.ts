/** Each action of the audit trail; a test holds that none of the detector's is missing. */
const words: Readonly<Record<string, string | undefined>> = {
  'block.add': 'Blocked',
  'block.release': 'Released',
  'block.expire': 'Released, its time was up',
  'block.extend': 'Given another end',
  'block.note': 'Ticket or notes changed',
  'allow.add': 'Put on the allowlist',
  'allow.remove': 'Taken off the allowlist',
  'allow.expire': 'Taken off the allowlist, its time was up',
  'finding.block': 'Held finding blocked',
  'finding.dismiss': 'Held finding dismissed',
  'settings.change': 'Settings changed',
  'device.add': 'Device registered',
  'device.change': 'Device changed',
  'device.remove': 'Device removed',
  'notifications.change': 'Mail settings changed',
  'mail.retry': 'Mail tried again',
  'mail.delete': 'Mail given up',
  'detection.on': 'Detection turned on',
  'detection.off': 'Detection turned off',
  'detection.restart': 'Detection restarted',
  'job.run': 'Job run by hand',
  'configuration.import': 'Configuration imported',
};

/** What somebody did, in a word or two. */
export function actionWords(action: string): string {
  return words[action] ?? action;
}

/** Actions that the audit trail knows, for a choice among them. */
export const knownActions: readonly string[] = Object.keys(words);
