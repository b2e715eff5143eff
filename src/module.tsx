import './publicPath.ts';
import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { lazy, Suspense } from 'react';
import type { ConfigurationProps } from './pages/configuration/ConfigurationPage.tsx';

const LazyApp = lazy(async () => ({ default: (await import('./App.tsx')).App }));
const LazyConfigurationPage = lazy(async () => ({
  default: (await import('./pages/configuration/ConfigurationPage.tsx')).ConfigurationPage,
}));

function Root() {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading …" />}>
      <LazyApp />
    </Suspense>
  );
}

function Configuration(props: ConfigurationProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading …" />}>
      <LazyConfigurationPage {...props} />
    </Suspense>
  );
}

export const plugin = new AppPlugin()
  .setRootPage(Root)
  .addConfigPage({ title: 'Configuration', icon: 'cog', body: Configuration, id: 'configuration' });
