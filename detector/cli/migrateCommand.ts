import type { Command } from 'commander';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { withSession } from './withSession.ts';

export function addMigrateCommand(program: Command, io: Io): void {
  program
    .command('migrate')
    .description("bring the database to this version's tables")
    .action(async (options: AnswerOptions) => {
      const applied = await withSession(io, ({ migrations }) => Promise.resolve(migrations));
      answer(io, options, { applied }, () =>
        applied.length === 0 ? ['The tables are as they should be.'] : applied.map((name) => `Applied ${name}.`),
      );
    });
}
