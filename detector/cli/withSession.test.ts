import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newDatabaseRemark } from './withSession.ts';

test('says where it makes a database that is not there, and nothing of one that is', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'active-defense-cli-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  const remark = newDatabaseRemark({ databaseUrl: null, dataDir }) ?? '';
  assert.ok(remark.startsWith(`There is no database in ${dataDir}: an empty one is made now.`), remark);
  assert.equal(newDatabaseRemark({ databaseUrl: 'postgres://localhost/mine', dataDir }), undefined);
  await mkdir(dataDir);
  assert.equal(newDatabaseRemark({ databaseUrl: null, dataDir }), remark);
  await mkdir(join(dataDir, 'postgres'));
  assert.equal(newDatabaseRemark({ databaseUrl: null, dataDir }), undefined);
});
