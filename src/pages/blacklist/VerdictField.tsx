import { Box, Button, Field, Input, Stack } from '@grafana/ui';
import { useEffect, useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { PageProps } from './pageProps.ts';
import { VerdictPanel } from './VerdictPanel.tsx';

/** "A partner can't reach us": any address gets one verdict, with the way out. */
export function VerdictField({ state: { verdict }, change, refreshedAt, onRequest }: PageProps) {
  const [address, setAddress] = useState(verdict);
  const id = useId();
  useEffect(() => setAddress(verdict), [verdict]);

  function ask(event: FormEvent): void {
    event.preventDefault();
    change({ verdict: address.trim() }, { isStep: true });
  }

  return (
    <Box backgroundColor="secondary" borderRadius="default" padding={2}>
      <Stack direction="column" gap={2}>
        <form onSubmit={ask} role="search">
          <Stack gap={1} alignItems="flex-end" wrap="wrap">
            <Field
              label="A partner can’t reach us?"
              description="Type any address or range: one verdict, and the way out."
              noMargin
            >
              <Input
                id={id}
                width={48}
                maxLength={64}
                placeholder="203.0.113.9"
                value={address}
                onChange={(event) => setAddress(event.currentTarget.value)}
              />
            </Field>
            <Button type="submit" icon="search" variant="secondary" disabled={address.trim() === ''}>
              Look it up
            </Button>
          </Stack>
        </form>
        {verdict !== '' && (
          <VerdictPanel
            key={verdict}
            address={verdict}
            change={change}
            refreshedAt={refreshedAt}
            onRequest={onRequest}
          />
        )}
      </Stack>
    </Box>
  );
}
