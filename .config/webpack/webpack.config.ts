import CopyPlugin from 'copy-webpack-plugin';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from 'webpack';
import { externals } from './externals.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** Fills in what `plugin.json` leaves open. */
function fillIn(content: Buffer): string {
  const today = new Date().toISOString().slice(0, 10);
  return content.toString('utf8').replaceAll('%VERSION%', version).replaceAll('%TODAY%', today);
}

/** The plugin's bundle as Grafana loads it: an AMD module with lazy chunks, and the files beside it. */
export function webpackConfig(mode: 'production' | 'development'): Configuration {
  const isProduction = mode === 'production';
  return {
    mode,
    context: join(root, 'src'),
    entry: { module: './module.tsx' },
    externals,
    devtool: isProduction ? 'source-map' : 'eval-source-map',
    cache: {
      type: 'filesystem',
      cacheDirectory: join(root, 'node_modules/.cache/webpack'),
      buildDependencies: { config: [fileURLToPath(import.meta.url), join(root, 'package-lock.json')] },
    },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: 'swc-loader',
          options: {
            jsc: {
              target: 'es2022',
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'automatic' } },
            },
          },
        },
      ],
    },
    resolve: { extensions: ['.tsx', '.ts', '.mjs', '.js'] },
    output: {
      path: join(root, 'dist'),
      clean: true,
      filename: '[name].js',
      chunkFilename: isProduction ? '[name].js?_cache=[contenthash]' : '[name].js',
      library: { type: 'amd' },
      uniqueName: 'activedefense-syslog-app',
      crossOriginLoading: 'anonymous',
    },
    // A page that does not build fails when it is opened; the others still work.
    optimization: { emitOnErrors: true },
    performance: { hints: false },
    plugins: [
      new CopyPlugin({
        patterns: [
          { from: '../plugin.json', to: '.', transform: fillIn },
          ...['README.md', 'CHANGELOG.md', 'LICENSE'].map((name) => ({ from: `../${name}`, to: '.' })),
          { from: '../img', to: 'img' },
        ],
      }),
    ],
  };
}
