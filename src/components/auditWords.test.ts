import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { defaultSettings } from '../../detector/model/settings.ts';
import { actionWords, knownActions } from './actionWords.ts';
import { changedWords } from './changedWords.ts';

const detector = fileURLToPath(new URL('../../detector/', import.meta.url));
/** Names of files look like actions. */
const isFile = /\.(?:log|pid|pem|crt)$/;

function actionsOfDetector(): string[] {
  const texts = globSync('{actions,api,pipeline,serve}/**/*.ts', { cwd: detector, exclude: ['**/*.test.ts'] }).map(
    (path) => readFileSync(join(detector, path), 'utf8'),
  );
  const found = texts.flatMap((text) => Array.from(text.matchAll(/'([a-z]+\.[a-z]+)'/g), ([, name = '']) => name));
  return [...new Set(found)].filter((name) => !isFile.test(name));
}

function pathsOf(value: unknown, above = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [above];
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, above === '' ? name : `${above}.${name}`));
}

describe('the words of the audit trail', () => {
  it('name each action that the detector writes down, and no other', () => {
    assert.deepEqual([...knownActions].sort(), actionsOfDetector().sort());
    for (const action of knownActions) assert.match(actionWords(action), /^[A-Z][^.]+$/);
  });

  it('name each setting', () => {
    const unnamed = pathsOf(defaultSettings('UTC')).filter((path) => changedWords(path) === path);
    assert.deepEqual(unnamed, []);
  });

  it('leave what nobody knows as it is', () => {
    assert.equal(actionWords('moon.land'), 'moon.land');
    assert.equal(changedWords('moon.phase'), 'moon.phase');
  });
});
