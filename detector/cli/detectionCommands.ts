import type { Command } from 'commander';
import { switchDetection } from '../actions/settings/switchDetection.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { answer } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { withSession } from './withSession.ts';

type Switch = 'on' | 'off';

export function addDetectionCommands(program: Command, io: Io): void {
  const detection = program.command('detection').description('turn detection on or off, also over restarts');
  const descriptions = {
    on: 'find scanners and attackers in what is received',
    off: 'receive and store only',
  } as const;
  for (const state of ['on', 'off'] as const) {
    detection
      .command(state)
      .description(descriptions[state])
      .action(async (options: AnswerOptions) => {
        await withSession(io, ({ actor }) => switchDetection(actor, state === 'on'));
        tell(io, options, state);
      });
  }
  detection
    .command('status')
    .description('say whether it is on')
    .action(async (options: AnswerOptions) => {
      const isOn = await withSession(
        io,
        async ({ actor }) => (await loadSettings(actor.database.pool, actor.defaults)).detection,
      );
      tell(io, options, isOn ? 'on' : 'off');
    });
}

function tell(io: Io, options: AnswerOptions, state: Switch): void {
  const effect = { on: '', off: ': records are stored, nothing is found. "detection on" turns it on again' };
  answer(io, options, { detection: state }, () => [`Detection is ${state}${effect[state]}.`]);
}
