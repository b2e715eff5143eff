/** When a change of the list has an effect. */
export const nextFetchWords = 'The firewall has it at its next fetch, every 5 minutes as a rule.';
