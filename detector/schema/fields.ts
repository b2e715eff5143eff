import Type from 'typebox';

export const closed = { additionalProperties: false } as const;

/** ms since 1970 UTC. */
export const instant = Type.Integer({ minimum: -8.64e15, maximum: 8.64e15, description: 'ms since 1970-01-01 UTC' });
/** A time that people may ask for: from 1970 to the year 9999. */
export const askedInstant = Type.Integer({
  minimum: 0,
  maximum: 253_402_300_799_999,
  description: 'ms since 1970-01-01 UTC',
});
export const count = Type.Integer({ minimum: 0 });
export const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const oneOf = <const Word extends string>(words: readonly Word[]) => Type.Enum([...words]);
export const text = (maxLength: number) => Type.String({ maxLength });
/** `30m`, `12h`, `7d`, `4w` or `permanent`. */
export const duration = Type.String({ maxLength: 20, description: '30m, 12h, 7d, 4w or permanent' });
export const address = Type.String({ maxLength: 64, description: 'an address or a CIDR range, IPv4 or IPv6' });
export const reason = Type.String({ maxLength: 1000, description: 'why, for whoever asks later' });
export const idParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) }, closed);
