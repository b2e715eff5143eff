import Type from 'typebox';
import { routes } from './route.ts';
import { closed, oneOf, orNull, text } from '../../schema/fields.ts';

const port = Type.Integer({ minimum: 1, maximum: 65_535 });
const transport = oneOf(['udp', 'tcp', 'tls']);
const sentences = Type.Array(Type.String());

const step = Type.Object({
  key: oneOf(['log-profiles', 'logging', 'list', 'deny-rule', 'sensor-rule']),
  title: Type.String(),
  why: Type.String(),
  /** Where the firewall's menus have the same. */
  byHand: Type.String(),
  /** What has to be done or known first. */
  before: sentences,
  /** To be pasted into the firewall's configuration mode, a line each. */
  commands: sentences,
  /** What else is to be done so, with an example. */
  also: orNull(Type.Object({ text: Type.String(), commands: Type.Array(Type.String()) })),
  /** How to see that it works, once it is committed. */
  check: Type.String(),
  /** What shows it on the firewall, outside its configuration mode. */
  checkCommands: sentences,
});

export const firewallRoutes = routes({
  'GET /firewall-commands': {
    role: 'Viewer',
    summary: 'What sets up a firewall: the steps with their commands, made for this server',
    query: Type.Object(
      {
        /** This server, as the firewall reaches it; left out: the name in the list's address. */
        address: Type.Optional(text(253)),
        /** What the firewall's objects are called. */
        name: Type.Optional(text(63)),
        /** The firewall's zone towards the internet. */
        zone: Type.Optional(text(63)),
        transport: Type.Optional(transport),
        /** Left out: rsyslog's port, over TLS the detector's own. */
        syslogPort: Type.Optional(port),
      },
      closed,
    ),
    answer: Type.Object({
      /** What the commands are made of: what was given, and what is usual for the rest. */
      request: Type.Object({
        address: Type.String(),
        name: Type.String(),
        zone: Type.String(),
        transport,
        syslogPort: port,
        denyRule: Type.String(),
        listPort: port,
      }),
      /** Where the detector itself takes logs that are sent so; null: nowhere. */
      detectorPort: orNull(port),
      /** Why a firewall that is set up so would send or enforce nothing, each with how to mend it. */
      warnings: sentences,
      /** None of them cuts traffic that flows now. */
      steps: Type.Array(step),
      /** The rule at the bottom, which does. */
      sensor: Type.Object({
        ...step.properties,
        rule: Type.String(),
        /** What it ends where no rule above lets it through. */
        cuts: Type.Array(Type.Object({ what: Type.String(), where: Type.String() })),
        /** The command that takes it back. */
        undo: Type.String(),
      }),
    }),
  },
});
