import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

it('buttons that lead on know the sub-path that Grafana stands under', () => {
  const bare = globSync('**/*.tsx', { cwd: src }).filter((file) =>
    readFileSync(src + file, 'utf8').includes('<LinkButton'),
  );
  assert.deepEqual(bare, ['components/PlaceButton.tsx']);
});
