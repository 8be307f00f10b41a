import { describe, expect, test } from '@jest/globals';
import { type BackingService, Password } from '../../lib';
import { valueAt } from '../../lib/checker/manifest/manifest';
import { Configuration } from '../../lib/constructs/workload/configuration';
import type { ConfigurationProps } from '../../lib/constructs/workload/configuration-props';
import type { MountAs } from '../../lib/values/mounted-secret';
import { secretValues } from '../secret-values';
import { Program } from './synthesize';

type Props = Omit<ConfigurationProps, 'namespace' | 'name' | 'labels'>;

function build(props: Props = {}) {
  const program = new Program();
  const namespace = program.namespace('shop');
  const configuration = new Configuration(program.chart('chart'), { namespace, name: 'api', labels: {}, ...props });
  return { program, configuration };
}

const problems = (props: Props) => build(props).configuration.problems();

const server: BackingService = {
  host: 'db.example.com',
  port: 5432,
  password: Password.literal('s3cret'),
  credential: { passwordKey: 'PASSWORD', values: { URL: ['db://db.example.com'] } },
  peer: { cidrs: ['10.20.0.5/32'] },
  grantAccess() {},
};
const trusted: BackingService = {
  ...server,
  caBundle: { configMap: 'db-ca', mountPath: '/etc/db-ca', file: 'ca.crt', certificates: 'PEM' },
};

describe('what a program is told', () => {
  test('is nothing if there is nothing to tell', () => {
    const { program, configuration } = build();
    program.chart('chart');
    expect(configuration).toMatchObject({ env: [], envFrom: [], volumes: [], volumeMounts: [], checksums: {} });
  });

  test('comes from its ConfigMap first, then from its Secrets, then from those of its servers', () => {
    const { configuration } = build({
      config: { LOG_LEVEL: 'info' },
      secrets: { keys: { literal: { API_KEY: 'k3y' } } },
      backingServices: { 'db-secret': server },
    });
    expect(configuration.envFrom).toEqual([
      { configMapRef: { name: 'api' } },
      { secretRef: { name: 'keys' } },
      { secretRef: { name: 'db-secret' } },
    ]);
  });

  test('has a checksum for each of its sources whose values are known', () => {
    const { configuration } = build({
      config: { LOG_LEVEL: 'info' },
      secrets: { keys: { literal: { API_KEY: 'k3y' } }, there: { existing: { TOKEN: 'PASSWORD' } } },
      backingServices: { 'db-secret': trusted },
    });
    expect(Object.keys(configuration.checksums)).toEqual([
      'checksum/config',
      'checksum/keys',
      'checksum/db-secret',
      'checksum/api-db-ca',
    ]);
  });
});

describe('a Secret as files', () => {
  const keys = { literal: { API_KEY: 'k3y' } };

  test('is a folder with a file for each key, which nobody may write', () => {
    const { configuration } = build({ secrets: { keys: { ...keys, mountAs: 'files' } } });
    expect(configuration.envFrom).toEqual([]);
    expect(configuration.volumes).toEqual([{ name: 'keys', secret: { secretName: 'keys' } }]);
    expect(configuration.volumeMounts).toEqual([{ name: 'keys', mountPath: '/etc/secrets/keys', readOnly: true }]);
  });

  test('is one property of the service, for all of its Secrets', () => {
    const { configuration } = build({ mountAs: 'files', secrets: { keys }, backingServices: { 'db-secret': server } });
    expect(configuration.envFrom).toEqual([]);
    expect(configuration.volumeMounts.map(({ mountPath }) => mountPath)).toEqual([
      '/etc/secrets/keys',
      '/etc/secrets/db-secret',
    ]);
  });

  test('is the exception where that Secret alone says so, and the other way round', () => {
    const secrets = { keys, more: { ...keys, mountAs: 'environment' } } as const;
    const { configuration } = build({ mountAs: 'files', secrets });
    expect(configuration.envFrom).toEqual([{ secretRef: { name: 'more' } }]);
    expect(configuration.volumes.map(({ name }) => name)).toEqual(['keys']);
  });

  test('is rendered like any other', () => {
    const { program } = build({ mountAs: 'files', secrets: { keys } });
    expect(secretValues(program.find('Secret shop/keys'))).toEqual(keys.literal);
  });

  test('changes the checksum as it does in the environment', () => {
    const checksums = (mountAs: 'files' | 'environment') =>
      build({ mountAs, secrets: { keys } }).configuration.checksums;
    expect(checksums('files')).toEqual(checksums('environment'));
  });

  test('provides the keys that the program requires', () => {
    expect(problems({ mountAs: 'files', secrets: { keys }, requires: ['API_KEY'] })).toEqual([]);
  });
});

describe('a ConfigMap of somebody else', () => {
  const existing = { REGION: 'REGION' };

  test('is a promise of the cluster, and rendered by nobody', () => {
    const { program } = build({ configMaps: { region: { existing } }, config: { A: 'a' } });
    expect(program.objects('chart')).toEqual(['ConfigMap shop/api']);
    expect(program.promised).toEqual({ 'shop/region': ['REGION'] });
  });

  test('comes as variables, unless it comes as files or is named elsewhere', () => {
    const configuration = (mountAs?: MountAs) =>
      build({ mountAs: 'files', configMaps: { region: { existing, ...(mountAs && { mountAs }) } } }).configuration;
    expect(configuration()).toMatchObject({ envFrom: [{ configMapRef: { name: 'region' } }], volumes: [] });
    expect(configuration('files')).toMatchObject({
      envFrom: [],
      volumes: [{ name: 'region', configMap: { name: 'region' } }],
      volumeMounts: [{ name: 'region', mountPath: '/etc/config-maps/region', readOnly: true }],
    });
    expect(configuration('reference')).toMatchObject({ envFrom: [], volumes: [] });
  });

  test('provides the keys that the program requires', () => {
    expect(problems({ configMaps: { region: { existing } }, requires: ['REGION'] })).toEqual([]);
  });
});

describe('the certificates of a server', () => {
  test('are a ConfigMap beside the program, mounted where its URL says', () => {
    const { program, configuration } = build({ backingServices: { 'db-secret': trusted } });
    expect(valueAt(program.find('ConfigMap shop/api-db-ca'), 'data')).toEqual({ 'ca.crt': 'PEM' });
    expect(configuration.volumes).toEqual([{ name: 'api-db-ca', configMap: { name: 'api-db-ca' } }]);
    expect(configuration.volumeMounts).toEqual([{ name: 'api-db-ca', mountPath: '/etc/db-ca', readOnly: true }]);
  });

  test('are there once, however many servers are known by them', () => {
    const { program } = build({ backingServices: { one: trusted, two: trusted } });
    expect(program.objects('chart').filter((name) => name.startsWith('ConfigMap'))).toEqual([
      'ConfigMap shop/api-db-ca',
    ]);
  });

  test('are refused where two servers of a kind are known by different ones: the second would hide the first', () => {
    const other = { ...trusted, caBundle: { ...trusted.caBundle, certificates: 'OTHER' } } as BackingService;
    expect(problems({ backingServices: { one: trusted, two: other } })).toEqual([
      'backingServices: expected one text with the authorities of all servers, for a client of several, received another text for db-ca',
    ]);
    expect(problems({ backingServices: { one: trusted, two: trusted } })).toEqual([]);
  });

  test('roll the pods when they are renewed', () => {
    const renewed = { ...trusted, caBundle: { ...trusted.caBundle, certificates: 'NEW' } } as BackingService;
    const checksum = (each: BackingService) => build({ backingServices: { db: each } }).configuration.checksums;
    expect(checksum(renewed)['checksum/api-db-ca']).not.toBe(checksum(trusted)['checksum/api-db-ca']);
  });
});

describe('what a program requires', () => {
  test.each<[string, Props]>([
    ['its ConfigMap', { config: { KEY: 'value' } }],
    ['its variables', { env: [{ name: 'KEY', value: 'value' }] }],
    ['a literal Secret', { secrets: { some: { literal: { KEY: 'value' } } } }],
    ['a Secret that exists already', { secrets: { some: { existing: { KEY: 'PASSWORD' } } } }],
    [
      'a Secret from a store',
      {
        secrets: {
          some: { external: { store: { kind: 'SecretStore', name: 'vault' }, entries: { KEY: { key: 'x' } } } },
        },
      },
    ],
    ['a sealed Secret', { secrets: { some: { sealed: { ciphertexts: { KEY: 'AgB' } } } } }],
    [
      'a composed value of a sealed Secret',
      { secrets: { some: { sealed: { ciphertexts: {}, values: { KEY: 'x' } } } } },
    ],
    ['one of its servers', { backingServices: { db: { ...server, credential: { passwordKey: 'KEY', values: {} } } } }],
  ])('may be provided by %s', (_, props) => {
    expect(problems({ ...props, requires: ['KEY'] })).toEqual([]);
  });

  test('is refused where nothing provides it, with the list of what is provided', () => {
    const props: Props = { config: { LOG_LEVEL: 'info' }, backingServices: { 'db-secret': server } };
    expect(problems({ ...props, requires: ['DATABASE_URL', 'URL'] })).toEqual([
      'requires: expected one of LOG_LEVEL, PASSWORD, URL, received "DATABASE_URL"',
    ]);
  });

  test('is answered with the key that was meant', () => {
    expect(problems({ config: { DATABASE_URI: 'x' }, requires: ['DATABASE_URL'] })).toEqual([
      'requires: expected one of DATABASE_URI, received "DATABASE_URL"; did you mean "DATABASE_URI"?',
    ]);
  });

  test('is refused where there is nothing at all', () => {
    expect(problems({ requires: ['DATABASE_URL'] })).toEqual([
      'requires: expected a key that something provides (nothing does), received "DATABASE_URL"',
    ]);
  });

  test('is not provided by a store whose template leaves it out', () => {
    const external = {
      store: { kind: 'SecretStore', name: 'vault' },
      entries: { password: { key: 'x' } },
      values: { PASSWORD: '{{ .password }}' },
    } as const;
    expect(problems({ secrets: { some: { external } }, requires: ['password'] })).toHaveLength(1);
  });
});

describe('a configuration is refused', () => {
  test('a Secret that a server would hide', () => {
    const props: Props = {
      secrets: { 'db-secret': { literal: { A: 'a' } } },
      backingServices: { 'db-secret': server },
    };
    expect(problems(props)).toEqual([
      'secrets: expected names that no backing service has taken, received "db-secret"',
    ]);
  });

  test.each(['LOG-LEVEL', '1ST', 'LOG LEVEL', ''])('%j as the name of a variable', (name) => {
    expect(problems({ config: { [name]: 'x' } })).toEqual([
      `config: expected a name of letters, digits and "_" that does not begin with a digit, such as LOG_LEVEL, received "${name}"`,
    ]);
  });
});
