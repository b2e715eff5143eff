import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { Instant } from '../../components/Instant.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { rateWords } from '../../components/rateWords.ts';
import { pagePath } from '../../pagePath.ts';
import { ListedEntries } from './ListedEntries.tsx';
import { StateTile } from './StateTile.tsx';

/** The state of it all in a row of numbers. */
export function StateStrip({ overview }: { readonly overview: Answer<'GET /overview'> }) {
  const styles = useStyles2(getStyles);
  const { detection, isWorking, lines, blacklist, clients, failedJobs, mails } = overview;
  const [newest] = clients;
  const late = clients.filter(({ isLate }) => isLate).length;
  const blocks = pagePath('blacklist');
  return (
    <section aria-label="State" className={styles.frame}>
      <div className={styles.strip}>
        <StateTile
          label="Detection"
          value={detection ? 'On' : 'Off'}
          tone={detection ? 'success' : 'warning'}
          href={pagePath('system')}
        >
          {isWorking ? 'This one is at work' : 'This one stands by'}
        </StateTile>
        <StateTile label="Lines per second" value={rateWords(lines.perSecond)} href={pagePath('devices')}>
          <Small href={`${pagePath('records')}?from=now-1h`}>{numberWords(lines.lastHour)}</Small> in the last hour
        </StateTile>
        <StateTile label="Active blocks" value={numberWords(blacklist.active)} href={blocks}>
          <Small href={`${blocks}?age=24h`}>{numberWords(blacklist.newToday)}</Small> new today
          {blacklist.listed !== null && (
            <>
              , <ListedEntries entries={blacklist.listed} blocks={blacklist.active} />
            </>
          )}
        </StateTile>
        <StateTile
          label="To be decided"
          value={numberWords(blacklist.held)}
          tone={blacklist.held > 0 ? 'warning' : 'primary'}
          href={`${blocks}?tab=held`}
        >
          <Small href={`${blocks}?tab=refused`}>{numberWords(blacklist.refusedToday)}</Small> refused today
        </StateTile>
        <StateTile
          label="List fetched"
          value={clients.length === 0 ? 'Never' : `${clients.length - late} of ${clients.length}`}
          tone={late > 0 || clients.length === 0 ? 'warning' : 'success'}
          href={`${pagePath('system')}?tab=list`}
        >
          {newest === undefined ? (
            'By no firewall yet'
          ) : (
            <>
              in time, last <Instant at={newest.lastAt} isAgo />
            </>
          )}
        </StateTile>
        <StateTile
          label="Failed jobs"
          value={numberWords(failedJobs.length)}
          tone={failedJobs.length > 0 ? 'error' : 'primary'}
          href={`${pagePath('system')}?tab=jobs`}
        >
          By their last run
        </StateTile>
        <StateTile
          label="Mails waiting"
          value={numberWords(mails.waiting)}
          tone={mails.failed > 0 ? 'error' : 'primary'}
          href={`${pagePath('notifications')}?tab=mails&state=waiting`}
        >
          <Small href={`${pagePath('notifications')}?tab=mails&state=failed`}>{numberWords(mails.failed)}</Small> could
          not be sent
        </StateTile>
      </div>
    </section>
  );
}

function Small({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <TextLink inline variant="bodySmall" href={href}>
      {children}
    </TextLink>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ containerType: 'inline-size' }),
  strip: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: theme.spacing(1),
    [`@container (min-width: ${theme.spacing(124)})`]: { gridTemplateColumns: 'repeat(7, minmax(0, 1fr))' },
  }),
});
