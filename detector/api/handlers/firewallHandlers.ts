import type { Handlers } from '../contract/contract.ts';
import type { firewallRoutes } from '../contract/firewall.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { listNameOf } from '../../actions/list/listUrl.ts';
import { denyRuleName, denyRuleWarnings } from '../../actions/settings/denyRuleName.ts';
import { firewallSteps, sensorStep } from '../../actions/settings/firewallSteps.ts';
import type { FirewallStep } from '../../actions/settings/firewallSteps.ts';
import { detectorPort, firewallWarnings } from '../../actions/settings/firewallWarnings.ts';
import { usualSyslogPort, usualRequest } from '../../actions/settings/firewallRequest.ts';
import type { FirewallRequest } from '../../actions/settings/firewallRequest.ts';
import type { ApiContext, RunningWork } from './apiContext.ts';

type FirewallContext = Pick<ApiContext, 'configuration' | 'database' | 'defaults'> & {
  readonly list: Pick<ApiContext['list'], 'port' | 'certificate'>;
  readonly work: () => { readonly receivers: Pick<RunningWork['receivers'], 'ports'> } | undefined;
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
      const transport = query.transport ?? usualRequest.transport;
      const request: FirewallRequest = {
        address: listNameOf(list.certificate),
        syslogPort: usualSyslogPort(transport, ports.syslogTls),
        ...usualRequest,
        ...query,
        denyRule: denyRuleName(settings),
        listPort: list.port,
      };
      const sensor = sensorStep(request);
      return {
        request,
        detectorPort: detectorPort(request, ports),
        warnings: [
          ...firewallWarnings(request, {
            ports,
            certificatePem: list.certificate.certificatePem,
            needsLogin: configuration.list.login !== null,
          }),
          ...denyRuleWarnings(settings),
        ],
        steps: firewallSteps(request).map(stepDocument),
        sensor: { ...stepDocument(sensor), rule: sensor.rule, cuts: [...sensor.cuts], undo: sensor.undo },
      };
    },
  };
}

function stepDocument({ before, commands, checkCommands, also, ...step }: FirewallStep) {
  return {
    ...step,
    before: [...before],
    commands: [...commands],
    also: also === null ? null : { ...also, commands: [...also.commands] },
    checkCommands: [...checkCommands],
  };
}
