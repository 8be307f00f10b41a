import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Secret, type SecretSource } from '../../lib';
import { valueAt } from '../../lib/checker/manifest/manifest';
import { ciphertext } from './ciphertext';
import { Program } from './synthesize';

function build(source: SecretSource, name = 'mail') {
  const program = new Program();
  const namespace = program.namespace('shop');
  const secret = new Secret(program.chart('chart'), 'secret', { namespace, name, labels: { app: 'api' }, source });
  return { program, secret };
}

const checksumOf = (source: SecretSource) => build(source).secret.checksum;
const problems = (source: SecretSource) => build(source).program.problems;

type External = NonNullable<SecretSource['external']>;
const external: External = {
  store: { kind: 'ClusterSecretStore', name: 'vault' },
  entries: { token: { key: 'shop/mail' }, sender: { key: 'shop/mail', property: 'sender' } },
};
const spec = (more: Partial<External> = {}) =>
  valueAt(build({ external: { ...external, ...more } }).program.find('ExternalSecret shop/mail'), 'spec');

test('a literal Secret holds its values where a key that goes out of the code goes out of the cluster', () => {
  const secret = build({ literal: { TOKEN: 'tökén', URL: 'smtp://x' } }).program.find('Secret shop/mail');
  expect(secret).toHaveProperty('data', { TOKEN: 'dMO2a8Opbg==', URL: 'c210cDovL3g=' });
  expect(secret).not.toHaveProperty('stringData');
});

describe('a Secret from a store', () => {
  test('is an ExternalSecret, and nothing else', () => {
    const { program } = build({ external });
    expect(program.objects('chart')).toEqual(['ExternalSecret shop/mail']);
  });

  test('is of the version of its API that is meant to last', () => {
    expect(build({ external }).program.find('ExternalSecret shop/mail').apiVersion).toBe('external-secrets.io/v1');
  });

  test('carries its labels', () => {
    const { metadata } = build({ external }).program.find('ExternalSecret shop/mail');
    expect(metadata).toEqual({ name: 'mail', namespace: 'shop', labels: { app: 'api' } });
  });

  test.each(['ClusterSecretStore', 'SecretStore'] as const)('is read from a %s', (kind) => {
    expect(valueAt(spec({ store: { kind, name: 'vault' } }), 'secretStoreRef')).toEqual({ kind, name: 'vault' });
  });

  test('takes an entry as a whole, or a field of it', () => {
    expect(valueAt(spec(), 'data')).toEqual([
      { secretKey: 'token', remoteRef: { key: 'shop/mail' } },
      { secretKey: 'sender', remoteRef: { key: 'shop/mail', property: 'sender' } },
    ]);
  });

  test('has the entries as its keys where nothing else is said', () => {
    const { secret } = build({ external });
    expect(secret.keys).toEqual(['token', 'sender']);
    expect(valueAt(spec(), 'target')).toEqual({ name: 'mail' });
  });

  test('has the values that are composed of them in the cluster', () => {
    const values = { URL: 'smtp://{{ .token }}@host' };
    expect(build({ external: { ...external, values } }).secret.keys).toEqual(['URL']);
    expect(valueAt(spec({ values }), 'target')).toEqual({ name: 'mail', template: { data: values } });
  });

  test('is asked for every hour, unless told otherwise', () => {
    expect(valueAt(spec(), 'refreshInterval')).toBe('1h');
  });

  test.each([
    [Duration.seconds(90), '90s'],
    [Duration.minutes(5), '5m'],
    [Duration.seconds(60), '1m'],
    [Duration.minutes(90), '90m'],
    [Duration.days(1), '24h'],
  ])('is asked for every %s', (refreshInterval, written) => {
    expect(valueAt(spec({ refreshInterval }), 'refreshInterval')).toBe(written);
  });

  test.each([
    ['of no time', Duration.seconds(0), '0 s'],
    ['of half a second', Duration.millis(500), '0.5 s'],
  ])(
    'is refused with a refresh interval %s, which would ask the store once or never',
    (_, refreshInterval, received) => {
      expect(problems({ external: { ...external, refreshInterval } })).toEqual([
        `chart/secret: refreshInterval: expected whole seconds, at least 1, received ${received}`,
      ]);
    },
  );

  test('may come from a store with dots in its name', () => {
    expect(problems({ external: { ...external, store: { kind: 'SecretStore', name: 'vault.shop' } } })).toEqual([]);
  });

  test.each(['', 'Vault', 'vault_1'])('is refused with the store %j, which no store can be called', (name) => {
    expect(problems({ external: { ...external, store: { kind: 'SecretStore', name } } })).toEqual([
      `chart/secret: store.name: expected DNS labels joined by dots, such as "fast-ssd", received "${name}"`,
    ]);
  });

  test.each([
    ['an entry without a name', { key: '' }, 'key', ''],
    ['a field without a name', { key: 'shop/mail', property: '' }, 'property', ''],
    ['an entry with a line break', { key: 'shop/mail\n' }, 'key', 'shop/mail\n'],
    ['a field with a line break inside', { key: 'shop/mail', property: 'pass\nword' }, 'property', 'pass\nword'],
    ['an entry with a space before it', { key: ' shop/mail' }, 'key', ' shop/mail'],
  ])('is refused with %s', (_, token, field, received) => {
    expect(problems({ external: { ...external, entries: { token } } })).toEqual([
      `chart/secret: entries.token.${field}: expected a name of the store, without spaces at its ends or line breaks, received ${JSON.stringify(received)}`,
    ]);
  });

  test.each<[string, Partial<External>]>([
    ['store', { store: { kind: 'SecretStore', name: 'vault' } }],
    ['entry', { entries: { token: { key: 'shop/post' } } }],
    ['template', { values: { token: '{{ .token }}' } }],
  ])('rolls its pods when it comes from another %s', (_, change) => {
    expect(checksumOf({ external: { ...external, ...change } })).not.toBe(checksumOf({ external }));
  });

  test('rolls no pods when the store is asked more often', () => {
    const refreshInterval = Duration.minutes(5);
    expect(checksumOf({ external: { ...external, refreshInterval } })).toBe(checksumOf({ external }));
  });
});

describe('a sealed Secret', () => {
  const ciphertexts = { TOKEN: ciphertext('token') };
  const rendered = (source: SecretSource) => build(source).program.find('SealedSecret shop/mail');

  test('is a SealedSecret, and nothing else', () => {
    const { program } = build({ sealed: { ciphertexts } });
    expect(program.objects('chart')).toEqual(['SealedSecret shop/mail']);
  });

  test('is of the version of its API that the controller serves', () => {
    expect(rendered({ sealed: { ciphertexts } }).apiVersion).toBe('bitnami.com/v1alpha1');
  });

  test('holds what kubeseal made, byte by byte', () => {
    expect(valueAt(rendered({ sealed: { ciphertexts } }), 'spec')).toEqual({ encryptedData: ciphertexts });
  });

  test('has further values that the controller composes', () => {
    const values = { URL: 'smtp://{{ .TOKEN }}@host' };
    expect(valueAt(rendered({ sealed: { ciphertexts, values } }), 'spec', 'template')).toEqual({ data: values });
    expect(build({ sealed: { ciphertexts, values } }).secret.keys).toEqual(['TOKEN', 'URL']);
  });

  const COMMAND = 'printf %s "$PASSWORD" | kubeseal --raw --namespace shop --name mail';

  test('that nobody has sealed is refused with the command that does', () => {
    expect(problems({ sealed: { ciphertexts: { TOKEN: undefined } } })).toEqual([
      `chart/secret: TOKEN: expected the ciphertext for shop/mail, as this prints it: ${COMMAND}, received none`,
    ]);
  });

  const whole = ciphertext('token');
  test.each([
    ['is the password itself', 'hunter2-hunter2'],
    ['is the password in base64', Buffer.from('hunter2').toString('base64')],
    ['is empty', ''],
    ['lost its beginning', whole.slice(4)],
    ['lost its padding', ciphertext('token', 556).replace(/=+$/, '')],
    ['has a line break at its end', `${whole}\n`],
    ['was broken into lines', whole.replace(/.{76}/g, '$&\n')],
    ['holds no value beside its session key', ciphertext('token', 2 + 512 + 16)],
    ['was made for keys of another length', Buffer.alloc(600, 7).toString('base64')],
  ])('is refused, and not shown, if its ciphertext %s', (_, text) => {
    const said = problems({ sealed: { ciphertexts: { TOKEN: text } } });
    expect(said).toEqual([
      `chart/secret: TOKEN: expected the ciphertext for shop/mail, as this prints it: ${COMMAND}, received something else`,
    ]);
    expect(text === '' ? '' : said.join()).not.toContain(text.slice(0, 7) || 'hunter2');
  });

  test('may hold a value of one byte', () => {
    expect(problems({ sealed: { ciphertexts: { TOKEN: ciphertext('token', 2 + 512 + 17) } } })).toEqual([]);
  });

  test('rolls its pods when it is sealed anew', () => {
    const anew = { TOKEN: ciphertext('another') };
    expect(checksumOf({ sealed: { ciphertexts: anew } })).not.toBe(checksumOf({ sealed: { ciphertexts } }));
  });

  test('rolls its pods when a composed value changes', () => {
    const values = { URL: 'smtp://{{ .TOKEN }}@host' };
    expect(checksumOf({ sealed: { ciphertexts, values } })).not.toBe(checksumOf({ sealed: { ciphertexts } }));
  });
});

describe('a Secret', () => {
  test('with an empty value is refused', () => {
    expect(problems({ literal: { TOKEN: '' } })).toEqual([
      'chart/secret: TOKEN: expected a value, received an empty one',
    ]);
  });

  test('says all that is wrong with its values at once', () => {
    expect(problems({ literal: { A: '', B: 'b\n' } })).toHaveLength(2);
  });

  test.each<[string, SecretSource]>([
    ['literal', { literal: { A: 'a', B: 'b' } }],
    ['existing', { existing: { A: 'PASSWORD', B: 'b' } }],
    ['external', { external: { ...external, values: { A: '{{ .token }}', B: 'b' } } }],
    ['sealed', { sealed: { ciphertexts: { A: ciphertext('a') }, values: { B: 'b' } } }],
  ])('has the keys that it was described with (%s)', (_, source) => {
    expect(build(source).secret.keys).toEqual(['A', 'B']);
  });
});
