import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { CollapsableSection, Icon, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { setUpWords } from './setUpWords.ts';
import type { Checklist } from './setUpWords.ts';

/** What is to be done until the product is of use; it ticks itself, and folds up when all is done. */
export function SetUpChecklist({ checklist }: { readonly checklist: Checklist }) {
  const styles = useStyles2(getStyles);
  const done = checklist.filter(({ isDone }) => isDone).length;
  const isComplete = done === checklist.length;
  const [chosen, setChosen] = useState<boolean>();
  return (
    <section className={styles.frame}>
      <CollapsableSection
        label={isComplete ? 'Set-up is complete' : `Set-up: ${done} of ${checklist.length} steps done`}
        isOpen={chosen ?? !isComplete}
        onToggle={setChosen}
      >
        <ol className={styles.list}>
          {checklist.map(({ step, isDone }) => (
            <SetUpItem key={step} step={step} isDone={isDone} />
          ))}
        </ol>
      </CollapsableSection>
    </section>
  );
}

function SetUpItem({ step, isDone }: Checklist[number]) {
  const styles = useStyles2(getStyles);
  const { title, what, href, link } = setUpWords[step];
  return (
    <li className={styles.item}>
      <Icon
        name={isDone ? 'check-circle' : 'circle'}
        className={isDone ? styles.done : styles.open}
        aria-label={isDone ? 'Done' : 'To do'}
        size="lg"
      />
      <Stack direction="column" gap={0}>
        <Text color={isDone ? 'secondary' : 'primary'} weight={isDone ? 'regular' : 'medium'}>
          {title}
        </Text>
        {!isDone && (
          <Text color="secondary" variant="bodySmall">
            {what}{' '}
            <TextLink inline variant="bodySmall" href={href}>
              {link}
            </TextLink>
          </Text>
        )}
      </Stack>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(1, 2),
  }),
  list: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, minmax(${theme.spacing(36)}, 1fr))`,
    gap: theme.spacing(2),
  }),
  item: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' }),
  done: css({ color: theme.colors.success.text, flexShrink: 0 }),
  open: css({ color: theme.colors.text.secondary, flexShrink: 0 }),
});
