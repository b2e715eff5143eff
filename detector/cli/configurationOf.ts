import { readFileSync } from 'node:fs';
import { loadConfiguration } from '../setup/configuration.ts';
import type { Configuration } from '../setup/configuration.ts';
import { MendableError } from '../errors.ts';
import type { Io } from './io.ts';

/** The configuration that the environment gives; throws a `MendableError` with a line for each fault. */
export function configurationOf({ env }: Io): Configuration {
  const loaded = loadConfiguration(env, (path) => readFileSync(path, 'utf8'));
  if ('faults' in loaded) throw new MendableError('configuration-wrong', loaded.faults.join('\n'));
  return loaded.configuration;
}
