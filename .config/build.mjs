/** `npm run build` puts the plugin into `dist/` as Grafana loads it; with `--watch` again after each change. */
import webpack from 'webpack';
import { webpackConfig } from './webpack/webpack.config.ts';

const isWatching = process.argv.includes('--watch');
const compiler = webpack(webpackConfig(isWatching ? 'development' : 'production'));

function report(error, stats) {
  if (error) {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exitCode = 1;
    return;
  }
  const hasFailed = stats.hasErrors() || stats.hasWarnings();
  process.stdout.write(`${stats.toString({ preset: hasFailed ? 'errors-warnings' : 'summary', colors: false })}\n`);
  if (hasFailed && !isWatching) process.exitCode = 1;
}

if (isWatching) compiler.watch({}, report);
else compiler.run((error, stats) => compiler.close((closing) => report(error ?? closing, stats)));
