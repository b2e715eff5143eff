import assert from 'node:assert/strict';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { makeFolder } from '../../tests/support/service.ts';
import { openSecret, sealSecret, secretKeyFile } from './secretBox.ts';

describe('sealSecret and openSecret', () => {
  it('give the text back, sealed anew each time, with a key that only its owner may read', async (t) => {
    const folder = await makeFolder(t);
    const boxes = [await sealSecret(folder, 'päss wörd'), await sealSecret(folder, 'päss wörd')];
    for (const box of boxes) {
      assert.equal(await openSecret(folder, box), 'päss wörd');
      assert.ok(!box.includes('wörd'));
    }
    assert.notDeepEqual(boxes[0], boxes[1]);
    assert.equal((await stat(secretKeyFile(folder))).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ['secret-key']);
  });

  it('use one key when two of them make it at once', async (t) => {
    const folder = await makeFolder(t);
    const boxes = await Promise.all(['a', 'b', 'c', 'd'].map((text) => sealSecret(folder, text)));
    assert.deepEqual(await Promise.all(boxes.map((box) => openSecret(folder, box))), ['a', 'b', 'c', 'd']);
  });

  it('ask for the password when the key is gone, another one or the box was touched', async (t) => {
    const folder = await makeFolder(t);
    const box = await sealSecret(folder, 'secret');
    const touched = Buffer.from(box);
    touched[touched.length - 1] ^= 1;
    await assert.rejects(openSecret(folder, touched), { code: 'mail-password-lost' });
    await rm(secretKeyFile(folder));
    await assert.rejects(openSecret(folder, box), {
      code: 'mail-password-lost',
      message: /is missing\. Enter the password again/,
    });
    await sealSecret(folder, 'other');
    await assert.rejects(openSecret(folder, box), { code: 'mail-password-lost', message: /is another one\./ });
  });

  it('never seal with a damaged key, nor write over it', async (t) => {
    const folder = await makeFolder(t);
    await writeFile(secretKeyFile(folder), 'c2hvcnQ=\n');
    await assert.rejects(sealSecret(folder, 'secret'), { code: 'secret-key-damaged' });
    assert.equal(await readFile(secretKeyFile(folder), 'utf8'), 'c2hvcnQ=\n');
  });
});
