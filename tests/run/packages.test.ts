import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const manifest = (path: string) => JSON.parse(read(path)) as Manifest;
const all = ({ dependencies, optionalDependencies, devDependencies }: Manifest) => ({
  ...dependencies,
  ...optionalDependencies,
  ...devDependencies,
});

test('the detector brings what it runs with, and the project the same where tests use it', () => {
  const detector = manifest('detector/package.json');
  const project = manifest('package.json');
  assert.equal(detector.version, project.version);
  assert.deepEqual(
    [project.dependencies, project.optionalDependencies, detector.devDependencies],
    Array(3).fill(undefined),
  );
  const shared = Object.entries(all(project)).filter(([name]) => name in all(detector));
  for (const [name, version] of shared) assert.equal(version, all(detector)[name], name);
});

test('versions are exact, and no lock file names a registry', () => {
  for (const folder of ['', 'detector/', '.config/npm/']) {
    for (const [name, version] of Object.entries(all(manifest(`${folder}package.json`)))) {
      assert.match(version, /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, name);
    }
    assert.doesNotMatch(read(`${folder}package-lock.json`), /"resolved"/, folder);
  }
});
