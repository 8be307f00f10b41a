import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import { type KnownCluster, UNKNOWN_CLUSTER } from '../../../lib/checker/known-cluster';
import { RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';
import { configMapExists } from '../../../lib/checker/rules/references/config-map-exists';
import { disruptionBudgetSelectsPods } from '../../../lib/checker/rules/references/disruption-budget-selects-pods';
import { ingressBackendExists } from '../../../lib/checker/rules/references/ingress-backend-exists';
import { namespaceExists } from '../../../lib/checker/rules/references/namespace-exists';
import { networkPolicySelectsPods } from '../../../lib/checker/rules/references/network-policy-selects-pods';
import { persistentVolumeClaimExists } from '../../../lib/checker/rules/references/persistent-volume-claim-exists';
import { scaleTargetExists } from '../../../lib/checker/rules/references/scale-target-exists';
import { secretExists } from '../../../lib/checker/rules/references/secret-exists';
import { serviceAccountExists } from '../../../lib/checker/rules/references/service-account-exists';
import { serviceSelectsPods } from '../../../lib/checker/rules/references/service-selects-pods';
import { statefulSetService } from '../../../lib/checker/rules/references/stateful-set-service';
import { targetPortExists } from '../../../lib/checker/rules/references/target-port-exists';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { assemble } from '../../../lib/wealist/charts/index';
import type { Environment } from '../../../lib/wealist/environments/environment';
import { environments } from '../../../lib/wealist/environments/index';
import { judge, parse } from './judge';

/** An object: its name, or `namespace/name`, and the rest of it in YAML's short form. */
function object(kind: string, id: string, rest = '', apiVersion = 'v1'): string {
  const [name, namespace] = id.split('/').reverse();
  const place = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `---\n{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name}${place} }${rest && `, ${rest}`} }\n`;
}

/** A Deployment whose pods are labelled with its name. */
function deployment(id: string, pod: string, labels = `{ app: ${id.replace(/.*\//, '')} }`): string {
  const template = `{ metadata: { labels: ${labels} }, spec: { ${pod} } }`;
  return object('Deployment', id, `spec: { template: ${template} }`, 'apps/v1');
}

const container = (fields: string) => `containers: [{ name: api, ${fields} }]`;
const IDLE = container('image: api');
const POD = 'spec.template.spec';
const service = (id: string, spec: string) => object('Service', id, `spec: { ${spec} }`);

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
    object('Certificate', 'api/db', 'spec: { secretName: db-secret }', 'cert-manager.io/v1'),
  ])('an operator makes a Secret, with keys that only it knows: %s', (maker) => {
    const key = ours('env: [{ name: T, valueFrom: { secretKeyRef: { name: db-secret, key: any } } }]');
    expect(judge(secretExists, fromDbSecret + key + maker)).toEqual([]);
    expect(judge(secretExists, fromDbSecret + maker.replace('namespace: api', 'namespace: db'))).toHaveLength(1);
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
});

describe('config-map-exists', () => {
  const configMap = object('ConfigMap', 'api-config', 'data: { LEVEL: info }, binaryData: { logo: eA== }');
  const pods = (name: string) => deployment('api', container(`envFrom: [{ configMapRef: { name: ${name} } }]`));

  test('a ConfigMap that a pod names exists', () => {
    expect(judge(configMapExists, pods('api-confg') + configMap)).toEqual([configMapExists.example]);
    expect(judge(configMapExists, pods('api-config') + configMap)).toEqual([]);
  });

  test('a ConfigMap of another namespace is missing', () => {
    const elsewhere = object('ConfigMap', 'other/api-config');
    expect(judge(configMapExists, pods('api-config') + elsewhere)).toEqual([
      expect.stringContaining('expected a ConfigMap in namespace default (the one of that name is in other)'),
    ]);
  });

  test('its keys exist, binary ones too', () => {
    const keys = (...keys: string[]) =>
      deployment(
        'api',
        `${IDLE}, volumes: [{ name: a, configMap: { name: api-config, items: [${keys.map((key) => `{ key: ${key} }`)}] } }]`,
      );
    expect(judge(configMapExists, keys('LEVEL', 'logo') + configMap)).toEqual([]);
    expect(judge(configMapExists, keys('LEVELS') + configMap)).toEqual([
      `Deployment default/api: ${POD}.volumes[a].configMap.items[0].key: expected ConfigMap default/api-config to have key "LEVELS", received only LEVEL, logo; did you mean "LEVEL"? [config-map-exists]`,
    ]);
  });

  test('each place of a pod counts, unless it is optional', () => {
    const places = (optional: boolean) =>
      deployment(
        'api',
        `containers: [{ name: api, env: [{ name: A, valueFrom: { configMapKeyRef: { name: gone, key: a, optional: ${optional} } } }] }],
        volumes: [{ name: a, configMap: { name: gone, optional: ${optional} } },
        { name: b, projected: { sources: [{ configMap: { name: gone, optional: ${optional} } }] } }]`,
      );
    expect(judge(configMapExists, places(false))).toHaveLength(3);
    expect(judge(configMapExists, places(true))).toEqual([]);
  });

  test('every namespace is given the certificate of the API server', () => {
    expect(judge(configMapExists, pods('kube-root-ca.crt'))).toEqual([]);
  });
});

describe('service-account-exists', () => {
  const account = object('ServiceAccount', 'api');

  test('the ServiceAccount of a pod exists in its namespace', () => {
    expect(judge(serviceAccountExists, deployment('api', 'serviceAccountName: apii') + account)).toEqual([
      serviceAccountExists.example,
    ]);
    expect(judge(serviceAccountExists, deployment('api', 'serviceAccountName: api') + account)).toEqual([]);
    expect(judge(serviceAccountExists, deployment('other/api', 'serviceAccountName: api') + account)).toHaveLength(1);
  });

  test('the older name of the field counts where the newer one is empty', () => {
    expect(judge(serviceAccountExists, deployment('api', 'serviceAccount: gone'))).toEqual([
      `Deployment default/api: ${POD}.serviceAccount: expected a ServiceAccount in namespace default, received "gone" [service-account-exists]`,
    ]);
    const both = deployment('api', 'serviceAccountName: api, serviceAccount: gone');
    expect(judge(serviceAccountExists, both + account)).toEqual([]);
  });

  test('default is always there', () => {
    expect(judge(serviceAccountExists, deployment('api', IDLE))).toEqual([]);
    expect(judge(serviceAccountExists, deployment('api', 'serviceAccountName: default'))).toEqual([]);
  });
});

describe('persistent-volume-claim-exists', () => {
  const pods = (claim: string) =>
    deployment('api', `volumes: [{ name: files, persistentVolumeClaim: { claimName: ${claim} } }]`);
  const claim = object('PersistentVolumeClaim', 'api-files');

  test('a claim that a pod mounts exists in its namespace', () => {
    expect(judge(persistentVolumeClaimExists, pods('api-file') + claim)).toEqual([persistentVolumeClaimExists.example]);
    expect(judge(persistentVolumeClaimExists, pods('api-files') + claim)).toEqual([]);
  });

  test('a backup may mount the claim that a StatefulSet makes', () => {
    const set = object(
      'StatefulSet',
      'postgres',
      'spec: { template: { spec: {} }, volumeClaimTemplates: [{ metadata: { name: data } }] }',
      'apps/v1',
    );
    expect(judge(persistentVolumeClaimExists, pods('data-postgres-0') + set)).toEqual([]);
    for (const name of ['data-postgres', 'data-postgres-x', 'dat-postgres-0']) {
      expect(judge(persistentVolumeClaimExists, pods(name) + set)).toHaveLength(1);
    }
  });
});

describe('namespace-exists', () => {
  const board = object('Namespace', 'board-api-prod');

  test('an object goes to a namespace that is made here', () => {
    expect(judge(namespaceExists, object('Service', 'board-api-prd/board-api') + board)).toEqual([
      namespaceExists.example,
    ]);
    expect(judge(namespaceExists, object('Service', 'board-api-prod/board-api') + board)).toEqual([]);
  });

  test('a namespace that is missing is one finding, however many objects go there', () => {
    const three = ['a', 'b', 'c'].map((name) => object('Service', `shop/${name}`)).join('');
    expect(judge(namespaceExists, three + board)).toEqual([
      'Service shop/a: metadata.namespace: expected a namespace that exists, received "shop", here and in 2 more of its objects [namespace-exists]',
    ]);
  });

  test('a declared namespace exists', () => {
    const controller = object('NetworkPolicy', 'ingress-nginx/allow');
    expect(judge(namespaceExists, controller, { namespaces: ['ingress-nginx'] })).toEqual([]);
    expect(judge(namespaceExists, controller)).toHaveLength(1);
  });

  test.each(['default', 'kube-system', 'kube-public', 'kube-node-lease'])('every cluster has %s', (namespace) => {
    expect(judge(namespaceExists, object('ConfigMap', `${namespace}/a`))).toEqual([]);
  });

  test('an object without a namespace goes to default, or to none', () => {
    expect(judge(namespaceExists, object('Service', 'api') + object('ClusterRole', 'api'))).toEqual([]);
  });
});

describe('stateful-set-service', () => {
  const set = (serviceName: string) =>
    object(
      'StatefulSet',
      'db',
      `spec: { ${serviceName}, template: { metadata: { labels: { app: db, tier: data } }, spec: {} } }`,
      'apps/v1',
    );
  const named = set('serviceName: db-service');

  test('the Service exists in the same namespace', () => {
    expect(judge(statefulSetService, set('serviceName: db-servce') + service('db-service', 'ports: []'))).toEqual([
      statefulSetService.example,
    ]);
    expect(judge(statefulSetService, named + service('other/db-service', 'selector: { app: db }'))).toHaveLength(1);
  });

  test('it selects the pods, headless or not', () => {
    expect(judge(statefulSetService, named + service('db-service', 'selector: { app: db }'))).toEqual([]);
    const headless = service('db-service', 'clusterIP: None, selector: { app: db, tier: data }');
    expect(judge(statefulSetService, named + headless)).toEqual([]);
  });

  test('a Service that selects other pods, or none, gives them no names', () => {
    expect(judge(statefulSetService, named + service('db-service', 'selector: { app: bd }'))).toEqual([
      'StatefulSet default/db: spec.serviceName: expected a Service that selects the StatefulSet\'s pods, received "db-service", which selects app=bd [stateful-set-service]',
    ]);
    expect(judge(statefulSetService, named + service('db-service', 'ports: []'))).toEqual([
      expect.stringContaining('received "db-service", which selects none'),
    ]);
  });

  test('without a name nothing is promised', () => {
    expect(judge(statefulSetService, set('replicas: 1'))).toEqual([]);
  });
});

describe('service-selects-pods', () => {
  const pods = deployment('api', IDLE);

  test('a selector takes pods of the same namespace', () => {
    expect(judge(serviceSelectsPods, pods + service('api', 'selector: { app: apii }'))).toEqual([
      serviceSelectsPods.example,
    ]);
    expect(judge(serviceSelectsPods, pods + service('api', 'selector: { app: api }'))).toEqual([]);
    expect(judge(serviceSelectsPods, pods + service('web/api', 'selector: { app: api }'))).toHaveLength(1);
  });

  test('every label of the selector must be there', () => {
    expect(judge(serviceSelectsPods, pods + service('api', 'selector: { app: api, tier: web }'))).toEqual([
      'Service default/api: spec.selector: expected the labels of pods in namespace default, received {"app":"api","tier":"web"} [service-selects-pods]',
    ]);
  });

  test('the label that is near is proposed, whichever it is', () => {
    const selector = 'selector: { release: green, app: apii }';
    const labelled = deployment('api', IDLE, '{ release: blue, app: api }');
    expect(judge(serviceSelectsPods, labelled + service('api', selector))).toEqual([
      expect.stringContaining('did you mean "app=api"?'),
    ]);
  });

  test('a Service without a selector, or with the name of a host, leads elsewhere', () => {
    expect(judge(serviceSelectsPods, service('api', 'ports: [{ port: 80 }]'))).toEqual([]);
    expect(judge(serviceSelectsPods, service('api', 'selector: {}'))).toEqual([]);
    const external = service('api', 'type: ExternalName, externalName: example.com, selector: { app: x }');
    expect(judge(serviceSelectsPods, external)).toEqual([]);
  });

  test('labels that a controller puts on pods may be selected', () => {
    const one = 'selector: { app: api, statefulset.kubernetes.io/pod-name: api-0 }';
    expect(judge(serviceSelectsPods, pods + service('api-0', one))).toEqual([]);
    expect(judge(serviceSelectsPods, pods + service('api-0', one.replace('app: api', 'app: x')))).toHaveLength(1);
  });

  test('what runs in a namespace that exists already is not known', () => {
    const others = service('kube-system/dns', 'selector: { k8s-app: x }') + service('ops/a', 'selector: { app: x }');
    expect(judge(serviceSelectsPods, others, { namespaces: ['ops'] })).toEqual([]);
    expect(judge(serviceSelectsPods, others)).toHaveLength(1);
  });
});

describe('target-port-exists', () => {
  const pods = deployment('api', container('ports: [{ name: http, containerPort: 8000 }]'));
  const ports = (...ports: string[]) => service('api', `selector: { app: api }, ports: [${ports}]`);

  test('a number is a declared port of the pods', () => {
    expect(judge(targetPortExists, pods + ports('{ name: http, port: 80, targetPort: 8080 }'))).toEqual([
      targetPortExists.example,
    ]);
    expect(judge(targetPortExists, pods + ports('{ name: http, port: 80, targetPort: 8000 }'))).toEqual([]);
  });

  test('a name is the name of one', () => {
    expect(judge(targetPortExists, pods + ports('{ port: 80, targetPort: http }'))).toEqual([]);
    expect(judge(targetPortExists, pods + ports('{ port: 80, targetPort: htp }'))).toEqual([
      'Service default/api: spec.ports[0].targetPort: expected a TCP port of the pods (http, 8000), received "htp"; did you mean "http"? [target-port-exists]',
    ]);
  });

  test('without a target it is the port itself', () => {
    expect(judge(targetPortExists, pods + ports('{ port: 8000 }'))).toEqual([]);
    expect(judge(targetPortExists, pods + ports('{ port: 80 }'))).toEqual([
      'Service default/api: spec.ports[0].port: expected a TCP port of the pods (http, 8000), received 80 [target-port-exists]',
    ]);
  });

  test('the protocol is the same', () => {
    expect(judge(targetPortExists, pods + ports('{ port: 8000, protocol: UDP }'))).toEqual([
      'Service default/api: spec.ports[0].port: expected a UDP port of the pods (they declare none), received 8000 [target-port-exists]',
    ]);
    const udp = deployment('api', container('ports: [{ containerPort: 53, protocol: UDP }]'));
    expect(judge(targetPortExists, udp + ports('{ port: 53, protocol: UDP }'))).toEqual([]);
  });

  test('every pod that is sent traffic has opened a number, some pod has a name', () => {
    const other = deployment('worker', container('ports: [{ name: work, containerPort: 9000 }]'), '{ app: api }');
    expect(judge(targetPortExists, pods + other + ports('{ port: 80, targetPort: http }'))).toEqual([]);
    expect(judge(targetPortExists, pods + other + ports('{ port: 8000 }'))).toEqual([
      'Service default/api: spec.ports[0].port: expected a TCP port of the pods (work, 9000), received 8000 [target-port-exists]',
    ]);
  });

  test('a Job with the labels of a server is no server', () => {
    const job = object('Job', 'migrate', 'spec: { template: { metadata: { labels: { app: api } }, spec: {} } }');
    expect(judge(targetPortExists, pods + job + ports('{ port: 8000 }'))).toEqual([]);
  });

  test('a side-car that starts first may serve, a container that ends may not', () => {
    const first = (policy: string) =>
      deployment('api', `initContainers: [{ name: a, ${policy} ports: [{ containerPort: 8000 }] }]`);
    expect(judge(targetPortExists, first('restartPolicy: Always,') + ports('{ port: 8000 }'))).toEqual([]);
    expect(judge(targetPortExists, first('') + ports('{ port: 8000 }'))).toHaveLength(1);
  });

  test('a Service without pods is the business of another rule', () => {
    expect(judge(targetPortExists, ports('{ port: 80 }'))).toEqual([]);
    expect(judge(targetPortExists, pods + service('api', 'ports: [{ port: 80 }]'))).toEqual([]);
  });
});

describe('ingress-backend-exists', () => {
  const api = service('api/api', 'ports: [{ name: http, port: 80 }]');
  const to = (backend: string, namespace = 'api') =>
    object(
      'Ingress',
      `${namespace}/web`,
      `spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /api, backend: { service: ${backend} } }] } }] }`,
    );
  const PLACE = 'spec.rules[shop.example.com].http.paths[/api].backend.service';

  test('the Service is in the namespace of the Ingress', () => {
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 80 } }', 'web') + api)).toEqual([
      ingressBackendExists.example,
    ]);
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 80 } }') + api)).toEqual([]);
    expect(judge(ingressBackendExists, to('{ name: apo, port: { number: 80 } }') + api)).toEqual([
      `Ingress api/web: ${PLACE}.name: expected a Service in namespace api, received "apo"; did you mean "api"? [ingress-backend-exists]`,
    ]);
  });

  test('the Service has the port, by number or by name', () => {
    expect(judge(ingressBackendExists, to('{ name: api, port: { name: http } }') + api)).toEqual([]);
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 8000 } }') + api)).toEqual([
      `Ingress api/web: ${PLACE}.port.number: expected a port of Service api (http, 80), received 8000 [ingress-backend-exists]`,
    ]);
    expect(judge(ingressBackendExists, to('{ name: api, port: { name: web } }') + api)).toEqual([
      `Ingress api/web: ${PLACE}.port.name: expected a port of Service api (http, 80), received "web" [ingress-backend-exists]`,
    ]);
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 80 } }') + service('api/api', ''))).toEqual([
      expect.stringContaining('expected a port of Service api (it has none)'),
    ]);
  });

  test('the name of a host elsewhere has all ports', () => {
    const external = service('api/api', 'type: ExternalName, externalName: example.com');
    expect(judge(ingressBackendExists, to('{ name: api, port: { number: 443 } }') + external)).toEqual([]);
  });

  test('what is sent nowhere else goes to a Service as well', () => {
    const ingress = object('Ingress', 'api/web', 'spec: { defaultBackend: { service: { name: gone } } }');
    expect(judge(ingressBackendExists, ingress + api)).toEqual([
      'Ingress api/web: spec.defaultBackend.service.name: expected a Service in namespace api, received "gone" [ingress-backend-exists]',
    ]);
  });

  test('a backend that is no Service is not judged', () => {
    const bucket = object('Ingress', 'web', 'spec: { defaultBackend: { resource: { kind: Bucket, name: files } } }');
    expect(judge(ingressBackendExists, bucket)).toEqual([]);
  });
});

describe('scale-target-exists', () => {
  const scaler = (target: string) =>
    object('HorizontalPodAutoscaler', 'api', `spec: { scaleTargetRef: { ${target} } }`, 'autoscaling/v2');
  const api = deployment('api', IDLE);

  test('the target exists in the same namespace', () => {
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1, kind: Deployment, name: apii') + api)).toEqual([
      scaleTargetExists.example,
    ]);
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1, kind: Deployment, name: api') + api)).toEqual([]);
    const elsewhere = deployment('other/api', IDLE);
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1, kind: Deployment, name: api') + elsewhere)).toEqual([
      expect.stringContaining('(the one of that name is in other)'),
    ]);
  });

  test('half a target is the business of another rule', () => {
    expect(judge(scaleTargetExists, scaler('kind: Deployment') + scaler('name: api') + api)).toEqual([]);
  });

  test('it is of the kind that is named', () => {
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1, kind: StatefulSet, name: api') + api)).toEqual([
      'HorizontalPodAutoscaler default/api: spec.scaleTargetRef.kind: expected the kind of api (Deployment), received "StatefulSet" [scale-target-exists]',
    ]);
  });

  test('it is of the API group that is named, in whichever version', () => {
    expect(judge(scaleTargetExists, scaler('apiVersion: apps/v1beta2, kind: Deployment, name: api') + api)).toEqual([]);
    expect(judge(scaleTargetExists, scaler('kind: Deployment, name: api') + api)).toEqual([
      'HorizontalPodAutoscaler default/api: spec.scaleTargetRef.apiVersion: expected the version of Deployment api (apps/v1), received nothing [scale-target-exists]',
    ]);
    expect(judge(scaleTargetExists, scaler('apiVersion: v1, kind: Deployment, name: api') + api)).toHaveLength(1);
  });
});

describe('disruption-budget-selects-pods', () => {
  const api = deployment('api', IDLE);
  const budget = (spec: string, id = 'api') => object('PodDisruptionBudget', id, `spec: { ${spec} }`, 'policy/v1');

  test('it takes pods of its namespace', () => {
    expect(judge(disruptionBudgetSelectsPods, budget('selector: { matchLabels: { app: apii } }') + api)).toEqual([
      disruptionBudgetSelectsPods.example,
    ]);
    expect(judge(disruptionBudgetSelectsPods, budget('selector: { matchLabels: { app: api } }') + api)).toEqual([]);
    const elsewhere = budget('selector: { matchLabels: { app: api } }', 'other/api');
    expect(judge(disruptionBudgetSelectsPods, elsewhere + api)).toHaveLength(1);
  });

  test('expressions select, too', () => {
    const among = (values: string) =>
      budget(`selector: { matchExpressions: [{ key: app, operator: In, values: [${values}] }] }`);
    expect(judge(disruptionBudgetSelectsPods, among('web, api') + api)).toEqual([]);
    expect(judge(disruptionBudgetSelectsPods, among('web') + api)).toHaveLength(1);
    const later = budget('selector: { matchExpressions: [{ key: pod-template-hash, operator: Exists }] }');
    expect(judge(disruptionBudgetSelectsPods, later + api)).toEqual([]);
  });

  test('an empty selector takes every pod, none takes no pod', () => {
    expect(judge(disruptionBudgetSelectsPods, budget('selector: {}') + api)).toEqual([]);
    expect(judge(disruptionBudgetSelectsPods, budget('maxUnavailable: 1') + api)).toEqual([
      'PodDisruptionBudget default/api: spec.selector: expected the labels of pods in namespace default, received nothing [disruption-budget-selects-pods]',
    ]);
  });

  test('what runs in a namespace that exists already is not known', () => {
    const dns = budget('selector: { matchLabels: { k8s-app: kube-dns } }', 'kube-system/dns');
    expect(judge(disruptionBudgetSelectsPods, dns)).toEqual([]);
  });
});

describe('network-policy-selects-pods', () => {
  const db = deployment('db', IDLE);
  const policy = (spec: string, id = 'db') => object('NetworkPolicy', id, `spec: { ${spec} }`, 'networking.k8s.io/v1');
  const from = (peer: string) => policy(`podSelector: {}, ingress: [{ from: [{ ${peer} }] }]`);
  const NAME = 'kubernetes.io/metadata.name';
  const PEER = 'NetworkPolicy default/db: spec.ingress[0].from[0]';

  test('a selector takes pods of its namespace', () => {
    expect(judge(networkPolicySelectsPods, policy('podSelector: { matchLabels: { app: bd } }') + db)).toEqual([
      networkPolicySelectsPods.example,
    ]);
    expect(judge(networkPolicySelectsPods, policy('podSelector: { matchLabels: { app: db } }') + db)).toEqual([]);
  });

  test('an empty selector takes whatever there is', () => {
    expect(judge(networkPolicySelectsPods, policy('podSelector: {}'))).toEqual([]);
  });

  test('a namespace that a peer names exists', () => {
    const peer = (name: string) => from(`namespaceSelector: { matchLabels: { ${NAME}: ${name} } }`);
    const namespaces = ['ingress-nginx'];
    expect(judge(networkPolicySelectsPods, peer('ingress-nginx') + db, { namespaces })).toEqual([]);
    expect(judge(networkPolicySelectsPods, peer('ingres-nginx') + db, { namespaces })).toEqual([
      `${PEER}.namespaceSelector.matchLabels[${NAME}]: expected a namespace that exists, received "ingres-nginx"; did you mean "ingress-nginx"? [network-policy-selects-pods]`,
    ]);
    expect(judge(networkPolicySelectsPods, from('namespaceSelector: { matchLabels: { team: web } }') + db)).toEqual([]);
  });

  test('a peer of the same namespace exists', () => {
    expect(judge(networkPolicySelectsPods, from('podSelector: { matchLabels: { app: db } }') + db)).toEqual([]);
    expect(judge(networkPolicySelectsPods, from('podSelector: { matchLabels: { app: dbb } }') + db)).toEqual([
      `${PEER}.podSelector: expected the labels of pods in namespace default, received {"matchLabels":{"app":"dbb"}}; did you mean "app=db"? [network-policy-selects-pods]`,
    ]);
  });

  test('a peer of another namespace of the bundle exists there', () => {
    const api = object('Namespace', 'api') + deployment('api/api', IDLE);
    const to = (app: string, name: string) =>
      policy(
        `podSelector: {}, egress: [{}, { to: [{ podSelector: { matchLabels: { app: ${app} } }, namespaceSelector: { matchLabels: { ${NAME}: ${name} } } }] }]`,
      );
    expect(judge(networkPolicySelectsPods, to('api', 'api') + api)).toEqual([]);
    expect(judge(networkPolicySelectsPods, to('db', 'api') + api + db)).toEqual([
      'NetworkPolicy default/db: spec.egress[1].to[0].podSelector: expected the labels of pods in namespace api, received {"matchLabels":{"app":"db"}} [network-policy-selects-pods]',
    ]);
  });

  test('pods that others run are not known: in namespaces that exist already, and where the bundle runs none', () => {
    const dns = `podSelector: { matchLabels: { k8s-app: kube-dns } }, namespaceSelector: { matchLabels: { ${NAME}: kube-system } }`;
    const metrics = `podSelector: { matchLabels: { app: metrics } }, namespaceSelector: { matchLabels: { ${NAME}: ops } }`;
    expect(judge(networkPolicySelectsPods, from(dns) + db)).toEqual([]);
    expect(judge(networkPolicySelectsPods, from(dns) + db + deployment('kube-system/agent', IDLE))).toEqual([]);
    expect(judge(networkPolicySelectsPods, from(metrics) + db + object('Namespace', 'ops'))).toEqual([]);
    const own = policy('podSelector: { matchLabels: { k8s-app: kube-dns } }', 'kube-system/dns');
    expect(judge(networkPolicySelectsPods, own)).toEqual([]);
  });
});

const dist = path.join(__dirname, '..', '..', '..', 'dist');

function rendered(environment: string): ReturnType<typeof parse> {
  const folder = path.join(dist, environment);
  return readdirSync(folder).flatMap((file) => parse(readFileSync(path.join(folder, file), 'utf8')));
}

describe('the environments', () => {
  test.each(Object.entries<Environment>(environments))('%s: every reference leads somewhere', (name, environment) => {
    const declared: KnownCluster = knownCluster(environment, assemble(name, environment));
    expect(check(new Bundle(rendered(name), declared), [], RULES_BY_SUBJECT.references).findings.map(sentence)).toEqual(
      [],
    );
  });

  test('the Secrets that prod does not declare are missing', () => {
    expect(check(new Bundle(rendered('prod')), [], [secretExists]).findings.length).toBeGreaterThan(3);
  });
});

describe('wrong types are the business of another rule', () => {
  const WRONG = [null, 1, 'text', [null, 1, 'text', []], { constructor: 1, name: [] }];

  test.each(readdirSync(path.join(dist, 'prod')))('throws at none in prod/%s', (file) => {
    const manifests = parse(readFileSync(path.join(dist, 'prod', file), 'utf8'));
    const namespaces = parse(readFileSync(path.join(dist, 'prod', '0-namespaces.k8s.yaml'), 'utf8'));
    const declared = { ...UNKNOWN_CLUSTER, namespaces: ['ingress-nginx'] };
    const places = manifests.flatMap(({ apiVersion, kind, metadata, ...rest }) => placesIn(rest));
    for (const { holder, field } of places) {
      const right = holder[field];
      for (const wrong of WRONG) {
        holder[field] = wrong;
        check(new Bundle([...namespaces, ...manifests], declared), [], RULES_BY_SUBJECT.references);
      }
      holder[field] = right;
    }
    expect(places.length).toBeGreaterThan(50);
  });
});

/** Every field and item of a value that may hold something wrong. */
function placesIn(value: unknown): { readonly holder: Record<string, unknown>; readonly field: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((field) => [{ holder, field }, ...placesIn(holder[field])]);
}
