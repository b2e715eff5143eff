import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { useChange } from '../../api/useChange.ts';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { FileButton } from '../../components/FileButton.tsx';
import { countWords } from '../../components/numberWords.ts';
import { readDocument } from './readDocument.ts';

interface Taken {
  readonly name: string;
  readonly document: Record<string, unknown>;
  readonly plan: Answer<'POST /system/configuration'>;
}

const maxCharacters = 1_000_000;

/** A file is taken, what it would change is shown, and only then it is done. */
export function ConfigurationImport() {
  const check = useChange('POST /system/configuration');
  const apply = useChange(
    'POST /system/configuration',
    ({ changes }) => `Taken over: ${countWords(changes.length, 'change')}.`,
  );
  const [taken, setTaken] = useState<Taken>();
  const [fault, setFault] = useState<string>();

  function clear(): void {
    setTaken(undefined);
    setFault(undefined);
    check.clear();
    apply.clear();
  }

  async function take(text: string, name: string): Promise<void> {
    clear();
    const read = readDocument(text, name);
    if ('fault' in read) {
      setFault(read.fault);
      return;
    }
    const plan = await check.run({ body: { document: read.document, dryRun: true } });
    if (plan !== undefined) setTaken({ name, document: read.document, plan });
  }

  async function takeOver({ document }: Taken): Promise<void> {
    const done = await apply.run({ body: { document, dryRun: false } });
    if (done !== undefined) clear();
  }

  return (
    <Stack direction="column" gap={2}>
      <FileButton
        accept=".json,application/json"
        maxCharacters={maxCharacters}
        onText={(text, name) => void take(text, name)}
      >
        Take a file
      </FileButton>
      <div aria-live="polite">
        {fault !== undefined && (
          <Alert severity="error" title="This will not do">
            {fault}
          </Alert>
        )}
        {check.fault !== undefined && <FaultAlert fault={check.fault} />}
        {apply.fault !== undefined && <FaultAlert fault={apply.fault} />}
        {taken !== undefined && (
          <Stack direction="column" gap={2}>
            <Plan taken={taken} />
            <Stack gap={1}>
              {taken.plan.changes.length > 0 && taken.plan.faults.length === 0 && (
                <Button disabled={apply.isRunning} onClick={() => void takeOver(taken)}>
                  {`Apply ${countWords(taken.plan.changes.length, 'change')}`}
                </Button>
              )}
              <Button variant="secondary" onClick={clear}>
                Put the file away
              </Button>
            </Stack>
          </Stack>
        )}
      </div>
    </Stack>
  );
}

function Plan({ taken: { name, plan } }: { readonly taken: Taken }) {
  const styles = useStyles2(getStyles);
  if (plan.faults.length > 0) {
    return (
      <Alert severity="error" title={`${name} can’t be taken over: nothing was changed`}>
        <ul className={styles.list} tabIndex={0} aria-label="Faults">
          {plan.faults.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Alert>
    );
  }
  if (plan.changes.length === 0) return <Text>{`Everything in ${name} stands already: nothing would change.`}</Text>;
  return (
    <Stack direction="column" gap={1}>
      <Text element="h3" variant="h5">{`What ${name} would change`}</Text>
      <ul className={styles.list} tabIndex={0} aria-label="Changes">
        {plan.changes.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    margin: 0,
    paddingLeft: theme.spacing(3),
    maxHeight: theme.spacing(50),
    overflowY: 'auto',
    overflowWrap: 'anywhere',
  }),
});
