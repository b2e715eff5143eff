import {
  type AppPlugin,
  type EventBusExtended,
  type GrafanaTheme2,
  PluginContextProvider,
  ThemeContext,
} from '@grafana/data';
import { config, LocationServiceProvider, locationService } from '@grafana/runtime';
import { Alert, GlobalStyles, PortalContainer, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import { NavigationType, Route, Router, Routes } from 'grafana-router';
import { useSyncExternalStore } from 'react';
import { pluginId } from '../../../../src/pluginId.ts';
import { HostMenu } from './HostMenu.tsx';
import { Notices } from './Notices.tsx';

const history = locationService.getHistory();
const navigationTypes = { POP: NavigationType.Pop, PUSH: NavigationType.Push, REPLACE: NavigationType.Replace };
const listen = (changed: () => void): (() => void) => history.listen(changed);

interface HostProps {
  readonly plugin: AppPlugin;
  readonly events: EventBusExtended;
}

/** What stands around a plugin in Grafana: theme, router, menu, notices, and the place where drawers and dialogs open. */
export function HostApp({ plugin, events }: HostProps) {
  const location = useSyncExternalStore(listen, () => history.location);
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      {/* Grafana's history is of version 4, which the router of version 6 takes as it is. */}
      <Router navigator={history} location={location} navigationType={navigationTypes[history.action]}>
        <LocationServiceProvider service={locationService}>
          <Frame plugin={plugin} events={events} />
        </LocationServiceProvider>
      </Router>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function Frame({ plugin, events }: HostProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame}>
      <HostMenu includes={plugin.meta.includes ?? []} />
      <main className={styles.main}>
        <Notices events={events} />
        <PluginContextProvider meta={plugin.meta}>
          <Routes>
            <Route path={`/a/${pluginId}/*`} element={<AppRoot plugin={plugin} />} />
            <Route path={`/plugins/${pluginId}`} element={<PluginDetails plugin={plugin} />} />
          </Routes>
        </PluginContextProvider>
      </main>
    </div>
  );
}

function AppRoot({ plugin }: { readonly plugin: AppPlugin }) {
  const { pathname } = locationService.getLocation();
  const query = locationService.getSearchObject();
  if (plugin.root === undefined) return <Alert title="The plugin has no root page" />;
  return (
    <plugin.root meta={plugin.meta} basename={pathname} path={pathname} query={query} onNavChanged={() => undefined} />
  );
}

/** Grafana's own page about a plugin, with the first of the tabs that the plugin adds. */
function PluginDetails({ plugin }: { readonly plugin: AppPlugin }) {
  const [tab] = plugin.configPages ?? [];
  return (
    <>
      <h1>{plugin.meta.name}</h1>
      <tab.body plugin={plugin} query={locationService.getSearchObject()} />
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    frame: css({ display: 'flex', minHeight: '100vh', background: theme.colors.background.canvas }),
    main: css({ flex: 1, minWidth: 0, padding: theme.spacing(4), background: theme.colors.background.primary }),
  };
}
