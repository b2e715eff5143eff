import type { GrafanaTheme2, PluginInclude } from '@grafana/data';
import { usePluginContext } from '@grafana/data';
import { config, type PluginPageProps } from '@grafana/runtime';
import { Alert, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import { useLocation } from 'grafana-router';
import { useEffect } from 'react';
import { mayOpen } from './mayOpen.ts';

/** A page's frame. As in Grafana its heading is the menu's word for it, unless the page names itself. */
export function HostPage({ pageNav, actions, renderTitle, subTitle, info = [], children }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const include = includeAt(usePluginContext()?.meta.includes ?? [], pathname);
  const title = pageNav?.text ?? include?.name ?? 'Plugin page';
  const below = subTitle ?? pageNav?.subTitle;
  useEffect(() => {
    document.title = `${title} - Grafana`;
  }, [title]);
  if (!mayOpen(include?.role, config.bootData.user.orgRole)) return <Alert title="Access denied" severity="warning" />;
  return (
    <>
      <header className={styles.header}>
        {renderTitle === undefined ? <h1>{title}</h1> : renderTitle(title)}
        {info.map(({ label, value }) => (
          <div key={label}>
            {label}: {value}
          </div>
        ))}
        <div className={styles.actions}>{actions}</div>
      </header>
      {below !== undefined && <div className={styles.below}>{below}</div>}
      {pageNav?.children !== undefined && (
        <TabsBar>
          {pageNav.children.map(({ text, url, active }) => (
            <Tab key={text} label={text} active={active === true} {...(url === undefined ? {} : { href: url })} />
          ))}
        </TabsBar>
      )}
      {children}
    </>
  );
}

/** The entry of the menu that the address lies in; the longest path wins. */
function includeAt(includes: readonly PluginInclude[], pathname: string): PluginInclude | undefined {
  const above = includes.filter(({ path = '' }) => pathname === path || pathname.startsWith(`${path}/`));
  return above.sort((a, b) => (b.path ?? '').length - (a.path ?? '').length)[0];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    header: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 3), marginBottom: theme.spacing(2) }),
    actions: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
    below: css({ marginBottom: theme.spacing(2), color: theme.colors.text.secondary }),
  };
}
