import type { GrafanaTheme2, PluginInclude } from '@grafana/data';
import { config } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import { mayOpen } from './mayOpen.ts';

/** The plugin's part of Grafana's menu, for the role that looks at it. */
export function HostMenu({ includes }: { readonly includes: readonly PluginInclude[] }) {
  const styles = useStyles2(getStyles);
  const offered = includes.filter(
    ({ addToNav, role }) => addToNav === true && mayOpen(role, config.bootData.user.orgRole),
  );
  return (
    <nav className={styles.menu}>
      <ul aria-label="Navigation">
        {offered.map(({ name, path }) => (
          <li key={path}>
            <a href={path}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    menu: css({
      width: 200,
      padding: theme.spacing(4, 2),
      borderRight: `1px solid ${theme.colors.border.weak}`,
      ul: { listStyle: 'none' },
      li: { padding: theme.spacing(0.75, 0) },
    }),
  };
}
