/** Where Loki's clients send to. */
export const pushPath = '/loki/api/v1/push';
