import type { Handlers } from '../contract/contract.ts';
import { createAllowlistHandlers } from './allowlistHandlers.ts';
import type { ApiContext } from './apiContext.ts';
import { createBlacklistHandlers } from './blacklistHandlers.ts';
import { createDeviceHandlers } from './deviceHandlers.ts';
import { createFirewallHandlers } from './firewallHandlers.ts';
import { createNotificationHandlers } from './notificationHandlers.ts';
import { createOverviewHandlers } from './overviewHandlers.ts';
import { createRecordHandlers } from './recordHandlers.ts';
import { createSettingsHandlers } from './settingsHandlers.ts';
import { createSystemHandlers } from './systemHandlers.ts';

/** The functions behind every route of the contract. */
export function createHandlers(context: ApiContext): Handlers {
  return {
    ...createOverviewHandlers(context),
    ...createBlacklistHandlers(context),
    ...createRecordHandlers(context),
    ...createSettingsHandlers(context),
    ...createDeviceHandlers(context),
    ...createFirewallHandlers(context),
    ...createAllowlistHandlers(context),
    ...createNotificationHandlers(context),
    ...createSystemHandlers(context),
  };
}
