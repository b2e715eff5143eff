import type { Configuration } from 'webpack';

/** What Grafana shares with its plugins, so that it is not bundled a second time; `amd-module` is the module's own address. */
export const externals: NonNullable<Configuration['externals']> = [
  { 'amd-module': 'module' },
  'lodash',
  'moment',
  '@emotion/css',
  '@emotion/react',
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-router',
  'rxjs',
  'i18next',
  /^@grafana\/(?:ui|runtime|data)(?:$|\/)/,
];
