import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { options } from '../../detector/setup/configurationOptions.ts';
import { pushPath } from '../../detector/receive/loki/pushPath.ts';

const configurations = {
  'alloy/config.alloy': { tries: /max_backoff_retries\s+= 0$/m },
  'promtail/config.yaml': { tries: /max_retries: 0$/m },
};

for (const [name, { tries }] of Object.entries(configurations)) {
  const text = readFileSync(fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url)), 'utf8');

  test(`${name} sends to the detector's own listener with a token from a file, and never gives up`, () => {
    const url = `http://${options.lokiHost.defaultText}:${options.lokiPort.defaultText}${pushPath}`;
    assert.ok(text.includes(url));
    assert.match(text, /bearer_token_file/);
    assert.match(text, tries);
  });
}
