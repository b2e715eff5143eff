import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { MendableError } from '../../errors.ts';
import type { Person } from '../contract/contract.ts';
import { roles } from '../contract/route.ts';
import type { Role } from '../contract/route.ts';

export const personHeader = 'x-grafana-context';

/** What Grafana's proxy says of who is signed in; it says much more, which is passed over. */
const identity = Compile(
  Type.Object({
    /** Empty for a visitor where Grafana lets anybody look. */
    Login: Type.String({ maxLength: 190, pattern: '^[^\\p{Cc}]*$' }),
    OrgRole: Type.Enum([...roles, 'None']),
  }),
);
/** A real one has about 600 bytes. */
const maxHeaderBytes = 8_192;

/** Who asks, from the header that Grafana's proxy adds and no client can set through it; throws a `MendableError`. */
export function readPerson(header: string | readonly string[] | undefined, least: Role): Person {
  if (typeof header !== 'string' || header === '') throw unknown('is missing');
  if (header.length > maxHeaderBytes) throw unknown(`is longer than ${maxHeaderBytes} bytes`);
  // Node reads header bytes as Latin-1; Grafana writes UTF-8.
  const value = parse(Buffer.from(header, 'latin1').toString());
  if (!identity.Check(value)) throw unknown('is no JSON object with a Login and an OrgRole');
  const { Login, OrgRole } = value;
  const login = Login === '' ? 'anonymous' : Login;
  if (OrgRole === 'None' || roles.indexOf(OrgRole) < roles.indexOf(least)) {
    throw new MendableError(
      'role-too-low',
      `This takes the role ${least} in Grafana; ${login} has the role ${OrgRole}. Ask an administrator of Grafana for it.`,
    );
  }
  return { login, role: OrgRole };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unknown(found: string): MendableError {
  return new MendableError(
    'person-unknown',
    `Who acts is not known: the header X-Grafana-Context ${found}. Grafana's plugin proxy adds it; ask through Grafana, or add a header like {"Login":"admin","OrgRole":"Admin"}.`,
  );
}
