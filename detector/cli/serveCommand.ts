import type { Command } from 'commander';
import { serve } from '../serve/serve.ts';
import { createLog } from '../log.ts';
import { configurationOf } from './configurationOf.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { stopSignal } from './stopSignal.ts';

interface ServeOptions extends AnswerOptions {
  readonly demo?: true;
}

export function addServeCommand(program: Command, io: Io): void {
  program
    .command('serve')
    .description('run the detector: take lines, find attackers, serve the list; Ctrl-C ends it')
    .option('--demo', 'in a data folder of its own, sending itself realistic traffic with attackers in it')
    .action(async (options: ServeOptions) => {
      const configuration = configurationOf(io);
      const log = createLog(configuration.logLevel);
      const print = (line: string): void => answer(io, options, { message: line }, () => [line]);
      await serve({ configuration, demo: options.demo === true, log, now: io.now, print, stop: stopSignal(io.now) });
    });
}
