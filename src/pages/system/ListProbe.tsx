import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, Icon, Input, Stack, Text, useStyles2 } from '@grafana/ui';
import { useId, useState } from 'react';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { useChange } from '../../api/useChange.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { bytesWords } from './bytesWords.ts';

type Outcome = Answer<'POST /system/list/test'>;
type StepName = Outcome['steps'][number]['step'];

const words: Readonly<Record<StepName, string>> = {
  connect: 'Connection',
  name: 'Name in the certificate',
  chain: 'Chain of the certificate',
  validity: 'Dates of the certificate',
  login: 'Login',
  list: 'List',
};

/** Fetches the list as a firewall would and shows each step, as far as it got. */
export function ListProbe() {
  const [name, setName] = useState('');
  const { run, isRunning, fault } = useChange('POST /system/list/test');
  const [outcome, setOutcome] = useState<Outcome>();
  const id = useId();

  async function test(): Promise<void> {
    setOutcome(undefined);
    setOutcome(await run({ body: name.trim() === '' ? {} : { name: name.trim() } }));
  }

  return (
    <Section title="Test as a firewall would">
      <Stack direction="column" gap={2}>
        <Stack gap={1} alignItems="flex-end">
          <Field
            label="Name or address of this server"
            description="As it stands in the firewall. Empty: this server’s own name."
            noMargin
          >
            <Input
              id={id}
              width={45}
              maxLength={255}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </Field>
          <ChangeButton role="Admin" icon="play" isDisabled={isRunning} onClick={() => void test()}>
            {isRunning ? 'Testing …' : 'Test'}
          </ChangeButton>
        </Stack>
        {fault !== undefined && <FaultAlert fault={fault} />}
        <div aria-live="polite">{outcome !== undefined && <Steps outcome={outcome} />}</div>
      </Stack>
    </Section>
  );
}

function Steps({ outcome: { url, steps, bytes, tookMs } }: { readonly outcome: Outcome }) {
  const styles = useStyles2(getStyles);
  const isGood = steps.every((step) => step.isGood);
  const size = bytes === null ? '' : ` ${bytesWords(bytes)} in ${Math.round(tookMs)} ms.`;
  return (
    <Stack direction="column" gap={1}>
      <Text>{`${isGood ? 'A firewall gets the list from' : 'A firewall would not get the list from'} ${url}.${size}`}</Text>
      <ul className={styles.list} aria-label="Steps">
        {steps.map((step) => (
          <li key={step.step} className={styles.step}>
            <Text color={step.isGood ? 'success' : 'error'}>
              <Icon name={step.isGood ? 'check-circle' : 'times-circle'} title={step.isGood ? 'Good' : 'Not good'} />
            </Text>
            <span>{words[step.step]}</span>
            <span className={styles.detail}>{step.detail}</span>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  step: css({ display: 'grid', gridTemplateColumns: `auto ${theme.spacing(24)} 1fr`, gap: theme.spacing(1) }),
  detail: css({ color: theme.colors.text.secondary, minWidth: 0, overflowWrap: 'anywhere' }),
});
