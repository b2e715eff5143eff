import './publicPath.ts';
import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { lazy, Suspense } from 'react';

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

function Configuration() {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading …" />}>
      <LazyConfigurationPage />
    </Suspense>
  );
}

export const plugin = new AppPlugin()
  .setRootPage(Root)
  .addConfigPage({ title: 'Configuration', icon: 'cog', body: Configuration, id: 'configuration' });
