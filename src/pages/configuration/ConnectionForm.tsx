import { Button, Field, Input, SecretInput, Stack } from '@grafana/ui';
import { useId, useState } from 'react';
import { readApiAddress } from './apiAddress.ts';
import type { StoredSettings } from './pluginSettings.ts';
import type { Connection } from './useConnection.ts';

interface Props {
  readonly connection: Connection;
  readonly stored: StoredSettings;
}

/** Address and token: checked as far as a browser can, stored, and tested through Grafana. */
export function ConnectionForm({ connection, stored }: Props) {
  const [typedUrl, setUrl] = useState<string>();
  const [token, setToken] = useState('');
  const [isReset, setReset] = useState(false);
  const [fault, setFault] = useState<string>();
  const [urlId, tokenId] = [useId(), useId()];
  const url = typedUrl ?? stored.apiUrl;
  const { isBusy } = connection;
  const isTokenKept = stored.hasToken && !isReset;
  const isChanged = url !== stored.apiUrl || token.trim() !== '';
  const lacksToken = !stored.hasToken && token.trim() === '';

  async function save(): Promise<void> {
    const read = readApiAddress(url);
    setFault('fault' in read ? read.fault : undefined);
    if ('fault' in read) return;
    const apiToken = token.trim() === '' ? undefined : token.trim();
    if (!(await connection.save({ apiUrl: read.url, apiToken }))) return;
    setUrl(undefined);
    setToken('');
    setReset(false);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && !lacksToken) void save();
      }}
    >
      <Stack direction="column" gap={2}>
        <Field
          label="Address of the detector’s API"
          description="As Grafana’s server reaches it, not as this browser does. The detector prints it when it starts, such as http://127.0.0.1:8484."
          invalid={fault !== undefined}
          error={fault}
          required
          noMargin
        >
          <Input
            id={urlId}
            width={60}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            placeholder="http://127.0.0.1:8484"
            value={url}
            onChange={(event) => {
              setUrl(event.currentTarget.value);
              setFault(undefined);
            }}
          />
        </Field>
        <Field
          label="Token"
          description="Made when the detector first starts. It stands in the file api-token of its data folder on the server. Grafana keeps it encrypted and never shows it again."
          required
          noMargin
        >
          <SecretInput
            id={tokenId}
            width={60}
            maxLength={500}
            autoComplete="new-password"
            placeholder={stored.hasToken ? 'Stored – leave empty to keep' : ''}
            isConfigured={isTokenKept}
            value={token}
            onReset={() => setReset(true)}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        </Field>
        <Stack gap={1}>
          <Button type="submit" disabled={isBusy || lacksToken || (!isChanged && stored.isEnabled)}>
            {isBusy ? 'Testing …' : 'Save and test'}
          </Button>
          <Button
            type="button"
            variant="secondary"
            disabled={isBusy || isChanged || stored.apiUrl === ''}
            onClick={() => void connection.test()}
          >
            Test
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
