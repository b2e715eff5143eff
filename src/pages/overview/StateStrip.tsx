import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { Instant } from '../../components/Instant.tsx';
import { pagePath } from '../../pagePath.ts';
import { rateOf } from './rateOf.ts';
import { StateTile } from './StateTile.tsx';

/** The state of it all in a row of numbers. */
export function StateStrip({ overview }: { readonly overview: Answer<'GET /overview'> }) {
  const styles = useStyles2(getStyles);
  const { detection, isWorking, lines, blacklist, clients, failedJobs, mails } = overview;
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
        <StateTile label="Lines per second" value={rateOf(lines.perSecond)} href={pagePath('devices')}>
          <Small href={`${pagePath('records')}?from=now-1h`}>{amount(lines.lastHour)}</Small> in the last hour
        </StateTile>
        <StateTile label="Active blocks" value={amount(blacklist.active)} href={blocks}>
          <Small href={`${blocks}?age=24h`}>{amount(blacklist.newToday)}</Small> new today
          {blacklist.listed !== null && (
            <>
              , <Small href={pagePath('system')}>{amount(blacklist.listed)}</Small> on the list
            </>
          )}
        </StateTile>
        <StateTile
          label="Waiting for a word"
          value={amount(blacklist.held)}
          tone={blacklist.held > 0 ? 'warning' : 'primary'}
          href={`${blocks}?tab=held`}
        >
          <Small href={`${blocks}?tab=refused`}>{amount(blacklist.refusedToday)}</Small> refused today
        </StateTile>
        <StateTile
          label="List fetched"
          value={clients.length === 0 ? 'Never' : `${clients.length - late} of ${clients.length}`}
          tone={late > 0 || clients.length === 0 ? 'warning' : 'success'}
          href={pagePath('system')}
        >
          {clients.length === 0 ? (
            'By no firewall yet'
          ) : (
            <>
              in time, last <Instant at={clients[0].lastAt} isAgo />
            </>
          )}
        </StateTile>
        <StateTile
          label="Failed jobs"
          value={amount(failedJobs.length)}
          tone={failedJobs.length > 0 ? 'error' : 'primary'}
          href={pagePath('system')}
        >
          By their last run
        </StateTile>
        <StateTile
          label="Mails waiting"
          value={amount(mails.waiting)}
          tone={mails.failed > 0 ? 'error' : 'primary'}
          href={pagePath('notifications')}
        >
          <Small href={pagePath('notifications')}>{amount(mails.failed)}</Small> could not be sent
        </StateTile>
      </div>
    </section>
  );
}

function amount(count: number): string {
  return count.toLocaleString();
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
