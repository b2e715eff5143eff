import type { Handlers } from '../../api/contract/contract.ts';
import type { firewallRoutes } from '../../api/contract/firewall.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Receivers } from '../intake/receivers.ts';
import { listNameOf } from '../list/listUrl.ts';
import { denyRuleName, denyRuleWarnings } from '../settings/denyRuleName.ts';
import { firewallSteps, sensorStep } from '../settings/firewallSteps.ts';
import type { FirewallStep } from '../settings/firewallSteps.ts';
import { detectorPort, firewallWarnings } from '../settings/firewallWarnings.ts';
import { usualSyslogPort, usualWish } from '../settings/firewallWish.ts';
import type { FirewallWish } from '../settings/firewallWish.ts';
import type { ApiContext } from './apiContext.ts';

type FirewallContext = Pick<ApiContext, 'configuration' | 'database' | 'defaults'> & {
  readonly list: Pick<ApiContext['list'], 'port' | 'certificate'>;
  readonly work: () => { readonly receivers: Pick<Receivers, 'ports'> } | undefined;
};

export function createFirewallHandlers(context: FirewallContext): Handlers<keyof typeof firewallRoutes> {
  const { configuration, database, defaults, list, work } = context;
  return {
    async 'GET /firewall-commands'({ query }) {
      const { settings } = await loadSettings(database.pool, defaults);
      const ports = work()?.receivers.ports ?? {
        syslog: configuration.syslog.port,
        syslogTls: configuration.syslog.tlsPort,
      };
      const transport = query.transport ?? usualWish.transport;
      const wish: FirewallWish = {
        address: listNameOf(list.certificate),
        syslogPort: usualSyslogPort(transport, ports.syslogTls),
        ...usualWish,
        ...query,
        denyRule: denyRuleName(settings),
        listPort: list.port,
      };
      const sensor = sensorStep(wish);
      return {
        wish,
        detectorPort: detectorPort(wish, ports),
        warnings: [
          ...firewallWarnings(wish, {
            ports,
            certificatePem: list.certificate.certificatePem,
            needsLogin: configuration.list.login !== null,
          }),
          ...denyRuleWarnings(settings),
        ],
        steps: firewallSteps(wish).map(stepDocument),
        sensor: { ...stepDocument(sensor), rule: sensor.rule, cuts: [...sensor.cuts], undo: sensor.undo },
      };
    },
  };
}

function stepDocument({ before, commands, checkCommands, ...step }: FirewallStep) {
  return { ...step, before: [...before], commands: [...commands], checkCommands: [...checkCommands] };
}
