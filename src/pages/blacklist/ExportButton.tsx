import { Button, Stack, Text } from '@grafana/ui';
import type { Input } from '../../../detector/api/contract/contract.ts';
import { useChange } from '../../api/useChange.ts';
import { saveText } from '../../components/saveText.ts';

/** Saves all blocks that the filters let through as a CSV file. */
export function ExportButton({ query }: { readonly query: Input<'GET /blacklist/blocks.csv'>['query'] }) {
  const { run, isRunning, fault } = useChange('GET /blacklist/blocks.csv');

  async function save(): Promise<void> {
    const text = await run({ query });
    if (text !== undefined) saveText(`blacklist-${query.state}.csv`, 'text/csv', text);
  }

  return (
    <Stack gap={1} alignItems="center">
      {fault !== undefined && <Text color="error">{fault.message}</Text>}
      <Button size="sm" variant="secondary" icon="download-alt" disabled={isRunning} onClick={() => void save()}>
        Export CSV
      </Button>
    </Stack>
  );
}
