import { describe, expect, test } from '@jest/globals';
import { secretExists } from '../../../../lib/checker/rules/references/secret-exists';
import { answers, judge } from '../judge';
import { object } from '../object';
import { container, deployment, IDLE, POD } from './objects';

describe('secret-exists', () => {
  const ours = (fields: string, namespace = 'api') => deployment(`${namespace}/api`, container(fields));
  const fromDbSecret = ours('envFrom: [{ secretRef: { name: db-secret } }]');

  test('a Secret of another namespace is missing', () => {
    expect(judge(secretExists, fromDbSecret + object('Secret', 'db/db-secret'))).toEqual([secretExists.example]);
  });

  test('a Secret of the same namespace, or a declared one, is found', () => {
    const declared = { secrets: [{ namespace: 'api', name: 'db-secret', keys: [] }] };
    expect(judge(secretExists, fromDbSecret + object('Secret', 'api/db-secret'))).toEqual([]);
    expect(judge(secretExists, fromDbSecret, declared)).toEqual([]);
  });

  test('a ConfigMap of the name, which nothing else names, is what was meant', () => {
    const config = object('ConfigMap', 'api/db-secret', 'data: { A: b }');
    expect(judge(secretExists, fromDbSecret + config)).toEqual([
      expect.stringContaining('expected a Secret in namespace api (nothing names ConfigMap api/db-secret)'),
    ]);
    const both = ours('envFrom: [{ secretRef: { name: db-secret } }, { configMapRef: { name: db-secret } }]');
    expect(answers(secretExists, both + config)).toEqual([expect.stringContaining('unknown')]);
  });

  test('a Certificate that nothing names makes the Secret with a name for certificates', () => {
    const certificate = (name: string) =>
      object('Certificate', 'api/mq', `spec: { secretName: ${name} }`, 'cert-manager.io/v1');
    const pod = (name: string) =>
      deployment('api/api', `volumes: [{ name: tls, secret: { secretName: ${name} } }], ${container('image: api')}`);
    expect(answers(secretExists, pod('mq-tls') + certificate('broker-tls'))).toEqual(['risk']);
    expect(answers(secretExists, pod('mq-tls') + certificate('mq-tls'))).toEqual([]);
    expect(answers(secretExists, pod('mq-auth') + certificate('broker-auth'))).toEqual([
      expect.stringContaining('unknown'),
    ]);
    const other = object('Secret', 'api/broker-tls', 'data: { a: eA== }');
    expect(answers(secretExists, pod('mq-tls') + other)).toEqual([expect.stringContaining('unknown')]);
  });

  test('a scaler of KEDA takes a key that its Secret has', () => {
    const scaler = object('TriggerAuthentication', 'api/queue', 'spec: { secretTargetRef: [{ name: mq, key: url }] }');
    const secret = (key: string) => object('Secret', 'api/mq', `data: { ${key}: eA== }`);
    expect(judge(secretExists, scaler + secret('url'))).toEqual([]);
    expect(judge(secretExists, scaler + secret('uri'))).toEqual([
      expect.stringContaining('spec.secretTargetRef[0].key: expected Secret api/mq to have key "url"'),
    ]);
  });

  test('an object of any operator takes a key that its Secret has', () => {
    const cache = (key: string, apiVersion = 'example.com/v1') =>
      object('Cache', 'api/cache', `spec: { auth: [{ passwordSecretRef: { name: mq, key: ${key} } }] }`, apiVersion);
    const secret = object('Secret', 'api/mq', 'data: { url: eA== }');
    expect(judge(secretExists, cache('url') + secret)).toEqual([]);
    expect(judge(secretExists, cache('uri') + secret)).toEqual([
      expect.stringContaining('spec.auth[0].passwordSecretRef.key: expected Secret api/mq to have key "uri"'),
    ]);
    expect(judge(secretExists, cache('uri'))).toEqual([]);
    expect(judge(secretExists, cache('uri', 'example.k8s.io/v1') + secret)).toEqual([]);
  });

  test('a Secret that nothing names is the one that was meant, if the Secret has the keys', () => {
    const other = fromDbSecret + object('Secret', 'api/postgres', 'data: { one: eA== }');
    expect(judge(secretExists, other)).toEqual([expect.not.stringContaining('nothing names')]);
    const both = other + object('Namespace', 'api');
    expect(judge(secretExists, both)).toEqual([
      expect.stringContaining(
        'in namespace api (nothing names postgres), received "db-secret"; did you mean "postgres"?',
      ),
    ]);
    const pull = ours('image: api') + object('ServiceAccount', 'api/api', 'imagePullSecrets: [{ name: registry }]');
    for (const yaml of [
      both + object('Job', 'api/task', 'spec: { template: { spec: { containers: [{ args: [--secret=postgres] }] } } }'),
      pull + object('Secret', 'api/postgres', 'data: { one: eA== }'),
    ]) {
      expect(judge(secretExists, yaml)).toEqual([expect.not.stringContaining('nothing names')]);
    }
  });

  test('a name that is near is proposed, a declared one too', () => {
    const declared = { secrets: [{ namespace: 'api', name: 'db-secrets', keys: [] }] };
    expect(judge(secretExists, fromDbSecret, declared)).toEqual([
      `Deployment api/api: ${POD}.containers[api].envFrom[0].secretRef.name: expected a Secret in namespace api, received "db-secret"; did you mean "db-secrets"? [secret-exists]`,
    ]);
  });

  test('the key exists, too, in data, in stringData or declared', () => {
    const takes = (key: string) =>
      ours(`env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: ${key} } } }]`);
    const secret = object('Secret', 'api/db', 'data: { one: eA== }, stringData: { two: x }');
    const declared = { secrets: [{ namespace: 'api', name: 'db', keys: ['three'] }] };
    for (const key of ['one', 'two', 'three']) expect(judge(secretExists, takes(key) + secret, declared)).toEqual([]);
    expect(judge(secretExists, takes('tow') + secret)).toEqual([
      `Deployment api/api: ${POD}.containers[api].env[PASSWORD].valueFrom.secretKeyRef.key: expected Secret api/db to have key "tow", received only one, two; did you mean "two"? [secret-exists]`,
    ]);
    expect(judge(secretExists, takes('tow') + object('Secret', 'api/db'))).toEqual([
      expect.stringContaining('received no keys'),
    ]);
  });

  test('what is optional may be missing, and so may its keys', () => {
    const env = (optional: boolean) =>
      ours(`env: [{ name: A, valueFrom: { secretKeyRef: { name: db, key: a, optional: ${optional} } } }]`);
    const envFrom = ours('envFrom: [{ secretRef: { name: db, optional: true } }]');
    const volume = deployment('api/web', `${IDLE}, volumes: [{ name: a, secret: { secretName: db, optional: true } }]`);
    expect(judge(secretExists, env(true) + envFrom + volume)).toEqual([]);
    expect(judge(secretExists, env(true) + object('Secret', 'api/db'))).toEqual([]);
    expect(judge(secretExists, env(false))).toHaveLength(1);
  });

  test.each([
    ['spec.template.spec.volumes[a].secret.secretName', 'volumes: [{ name: a, secret: { secretName: gone } }]'],
    [
      'spec.template.spec.volumes[a].projected.sources[0].secret.name',
      'volumes: [{ name: a, projected: { sources: [{ secret: { name: gone } }] } }]',
    ],
    ['spec.template.spec.imagePullSecrets[0].name', 'imagePullSecrets: [{ name: gone }]'],
    [
      'spec.template.spec.initContainers[first].envFrom[0].secretRef.name',
      'initContainers: [{ name: first, envFrom: [{ secretRef: { name: gone } }] }]',
    ],
  ])('%s counts', (field, pod) => {
    const pods = deployment('api', `${IDLE}, ${pod}`);
    expect(judge(secretExists, pods)).toEqual([
      `Deployment default/api: ${field}: expected a Secret in namespace default, received "gone" [secret-exists]`,
    ]);
    expect(judge(secretExists, pods + object('Secret', 'gone'))).toEqual([]);
  });

  test('the files of a volume are keys', () => {
    const volumes = (keys: string) =>
      deployment('api', `${IDLE}, volumes: [{ name: a, secret: { secretName: tls, items: [${keys}] } }]`) +
      object('Secret', 'tls', 'data: { tls.crt: eA== }');
    expect(judge(secretExists, volumes('{ key: tls.crt, path: a }'))).toEqual([]);
    expect(judge(secretExists, volumes('{ key: tls.crt, path: a }, { key: tls.cert, path: b }'))).toEqual([
      `Deployment default/api: ${POD}.volumes[a].secret.items[1].key: expected Secret default/tls to have key "tls.cert", received only tls.crt; did you mean "tls.crt"? [secret-exists]`,
    ]);
  });

  test('an Ingress finds its certificate in its own namespace, with both of its keys', () => {
    const ingress = object('Ingress', 'web/web', 'spec: { tls: [{ secretName: web-tls }, { hosts: [a.b] }] }');
    const certificate = (data: string) => object('Secret', 'web/web-tls', `data: { ${data} }`);
    expect(judge(secretExists, ingress + certificate('tls.crt: eA==, tls.key: eA=='))).toEqual([]);
    expect(judge(secretExists, ingress + certificate('tls.crt: eA=='))).toEqual([
      'Ingress web/web: spec.tls[0].secretName: expected Secret web/web-tls to have key "tls.key", received only tls.crt [secret-exists]',
    ]);
    expect(judge(secretExists, ingress)).toHaveLength(1);
  });

  test('a Gateway finds the certificates of its listeners', () => {
    const gateway = (name: string) =>
      object(
        'Gateway',
        'api/web',
        `spec: { listeners: [{ name: https, tls: { certificateRefs: [{ name: ${name} }] } }] }`,
        'gateway.networking.k8s.io/v1',
      );
    const secret = object('Secret', 'api/web-tls', 'data: { tls.crt: eA==, tls.key: eA== }');
    expect(judge(secretExists, gateway('web-tls') + secret)).toEqual([]);
    expect(judge(secretExists, gateway('web-tsl') + secret)[0]).toContain('spec.listeners[0].tls.certificateRefs');
  });

  test('a ServiceAccount names Secrets of its own namespace', () => {
    const account = object(
      'ServiceAccount',
      'api',
      'imagePullSecrets: [{ name: registry }], secrets: [{ name: token }]',
    );
    const sentences = judge(secretExists, account);
    expect(sentences).toHaveLength(2);
    expect(sentences[0]).toMatch(/^ServiceAccount default\/api: imagePullSecrets\[0\].name: /);
    expect(sentences[1]).toMatch(/^ServiceAccount default\/api: secrets\[0\].name: /);
    expect(judge(secretExists, account + object('Secret', 'registry') + object('Secret', 'token'))).toEqual([]);
  });

  test('a controller fills in the token of a ServiceAccount', () => {
    const pod = ours('env: [{ name: T, valueFrom: { secretKeyRef: { name: token, key: token } } }]');
    const secret = (type: string) => object('Secret', 'api/token', `type: ${type}`);
    expect(judge(secretExists, pod + secret('kubernetes.io/service-account-token'))).toEqual([]);
    expect(judge(secretExists, pod + secret('Opaque'))).toHaveLength(1);
  });

  test.each([
    object('ExternalSecret', 'api/db', 'spec: { target: { name: db-secret } }', 'external-secrets.io/v1'),
    object('ExternalSecret', 'api/db-secret', '', 'external-secrets.io/v1'),
    object('SealedSecret', 'api/db-secret', '', 'bitnami.com/v1alpha1'),
  ])('an operator makes a Secret, with keys that only it knows: %s', (maker) => {
    const key = ours('env: [{ name: T, valueFrom: { secretKeyRef: { name: db-secret, key: any } } }]');
    expect(judge(secretExists, fromDbSecret + key + maker)).toEqual([]);
    expect(judge(secretExists, fromDbSecret + maker.replace('namespace: api', 'namespace: db'))).toHaveLength(1);
  });

  test('cert-manager makes a Secret with three keys', () => {
    const maker = object('Certificate', 'api/db', 'spec: { secretName: db-secret }', 'cert-manager.io/v1');
    const key = (name: string) =>
      ours(`env: [{ name: T, valueFrom: { secretKeyRef: { name: db-secret, key: ${name} } } }]`);
    expect(judge(secretExists, fromDbSecret + key('tls.key') + maker)).toEqual([]);
    expect(judge(secretExists, fromDbSecret + key('server.key') + maker)).toHaveLength(1);
  });

  test('cert-manager makes the certificate of an Ingress that names an issuer', () => {
    const ingress = (annotation: string) =>
      `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { ${annotation}: x } }, spec: { tls: [{ secretName: web-tls }] } }\n`;
    expect(judge(secretExists, ingress('cert-manager.io/cluster-issuer'))).toEqual([]);
    expect(judge(secretExists, ingress('nginx.ingress.kubernetes.io/use-regex'))).toHaveLength(1);
  });

  test('never prints a value', () => {
    const secret = object('Secret', 'api/db', 'stringData: { PASSWORD: hunter2 }, data: { OTHER: aHVudGVyMg== }');
    const pod = ours('env: [{ name: T, valueFrom: { secretKeyRef: { name: db, key: PASS } } }]');
    expect(judge(secretExists, pod + secret).join()).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  test('the Secret with all keys in use of a missing one, to which nobody refers, is the one that was meant', () => {
    const key = (name: string) => `{ name: ${name}, valueFrom: { secretKeyRef: { name: shop-api, key: ${name} } } }`;
    const reads = ours(`env: [${key('URL')}, ${key('TOKEN')}]`);
    const made = (keys: string) =>
      object('Secret', 'api/shop', `stringData: { ${keys} }`) + object('ConfigMap', 'api/a', 'data: { a: shop }');
    expect(answers(secretExists, reads + made('URL: a, TOKEN: b'))).toEqual(['risk', 'risk']);
    expect(answers(secretExists, reads + made('URL: a'))).toEqual(['unknown', 'unknown']);
    const one = ours(`env: [${key('URL')}]`);
    expect(answers(secretExists, one + made('URL: a'))).toEqual(['risk']);
    expect(answers(secretExists, one + made('URL: a').replace('name: shop,', 'name: postgres,'))).toEqual(['unknown']);
  });

  test('an unused Secret of a kindred name is the one that was meant, if the Secret has the form', () => {
    const pulled = deployment('api', `imagePullSecrets: [{ name: acr-creds }], ${IDLE}`);
    const secret = (key: string) => object('Secret', 'acr-pull', `data: { ${key}: e30= }`);
    expect(judge(secretExists, pulled + secret('.dockerconfigjson'))).toEqual([
      expect.stringContaining('(nothing names acr-pull), received "acr-creds"; did you mean "acr-pull"?'),
    ]);
    expect(answers(secretExists, pulled + secret('password'))).toEqual(['unknown']);
  });

  test('basic authentication of ingress-nginx reads the key auth', () => {
    const by = (type: string) =>
      `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { nginx.ingress.kubernetes.io/auth-secret: users${type} } } }\n`;
    const users = object('Secret', 'users', 'data: { htpasswd: e30= }');
    expect(judge(secretExists, by('') + users)).toEqual([expect.stringContaining('to have key "auth"')]);
    expect(judge(secretExists, by(', nginx.ingress.kubernetes.io/auth-secret-type: auth-map') + users)).toEqual([]);
  });

  test('Strimzi makes Secrets with two words behind the name of the cluster', () => {
    const cluster = object('Kafka', 'api/meters', 'spec: {}', 'kafka.strimzi.io/v1beta2');
    const pod = (name: string) =>
      deployment('api/api', `volumes: [{ name: ca, secret: { secretName: ${name} } }], ${container('image: api')}`);
    expect(answers(secretExists, pod('meters-ca-cert') + cluster)).toEqual(['risk']);
    expect(answers(secretExists, pod('meters-cluster-ca-cert') + cluster)).toEqual([]);
    expect(answers(secretExists, pod('meters-clients-ca') + cluster)).toEqual([]);
    expect(answers(secretExists, pod('billing-token') + cluster)).toEqual([expect.stringContaining('unknown')]);
  });
});
