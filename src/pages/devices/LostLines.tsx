import { Instant } from '../../components/Instant.tsx';
import { countWords } from '../../components/numberWords.ts';
import { Section } from '../../components/Section.tsx';
import type { Report } from './deviceRow.ts';

const words: Readonly<Partial<Record<string, string>>> = {
  'too-long': 'longer than 64 KiB',
  'udp-dropped': 'dropped from UDP, as they came faster than they could be taken',
  'connection-broken': 'cut off when a connection broke',
  'unlisted-sender': 'from further senders than the list of unregistered ones holds',
};

/** Counted among the losses, though what was lost is who asked for the list. */
const forgottenClient = 'list-client-forgotten';

/** Lines that were lost before a device was known for them, and clients of the list that could not be remembered. */
export function LostLines({ lost }: Pick<Report, 'lost'>) {
  const losses = lost.filter(({ reason }) => reason !== forgottenClient);
  const forgotten = lost.find(({ reason }) => reason === forgottenClient);
  return (
    <>
      {losses.length > 0 && (
        <Section
          title="Lost before they were read"
          lead="UDP has no acknowledgement, and what was in flight at a crash is gone. Logs that rsyslog writes to files are not lost."
        >
          {losses.map(({ reason, lines, lastAt }) => (
            <div key={reason}>
              {`${countWords(lines, 'line')} ${words[reason] ?? `(${reason})`}, last `}
              <Instant at={lastAt} isAgo />
            </div>
          ))}
        </Section>
      )}
      {forgotten !== undefined && (
        <Section
          title="Forgotten clients of the list"
          lead="More addresses have asked for the list than are remembered; who never got it is forgotten first. Let only your firewalls reach it, or ask them for a login."
        >
          <div>
            {`${countWords(forgotten.lines, 'client was', 'clients were')} forgotten, the last `}
            <Instant at={forgotten.lastAt} isAgo />
          </div>
        </Section>
      )}
    </>
  );
}
