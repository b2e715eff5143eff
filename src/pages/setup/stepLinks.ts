import { pagePath } from '../../pagePath.ts';
import type { SetUp, Step } from './setupState.ts';

export interface StepLink {
  readonly label: string;
  readonly href: string;
}

/** Where a step's outcome can be seen. */
export function stepLinks(key: Step['key'], { request, sensor }: SetUp): readonly StepLink[] {
  switch (key) {
    case 'log-profiles':
      return [];
    case 'logging':
      return [
        { label: 'Devices', href: pagePath('devices') },
        { label: 'Syslog records', href: pagePath('records') },
      ];
    case 'list':
      return [{ label: 'The list, its certificate and a test', href: listTab }];
    case 'deny-rule':
      return [
        { label: 'Who fetched the list', href: listTab },
        { label: 'Hits of the rule', href: recordsOf({ rule: request.denyRule }) },
      ];
    case 'sensor-rule':
      return [{ label: 'What the sensor rule denied', href: recordsOf({ rule: sensor.rule }) }];
  }
}

/** What the sensor rule would cut, as the week shows it. */
export const wouldBeCut: StepLink = {
  label: 'What intrazone-default allowed in the last 7 days',
  href: recordsOf({ rule: 'intrazone-default', action: 'allow', from: 'now-7d' }),
};

const listTab = `${pagePath('system')}?tab=list`;

function recordsOf(filters: Readonly<Record<string, string>>): string {
  return `${pagePath('records')}?${new URLSearchParams(filters).toString()}`;
}
