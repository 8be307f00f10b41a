import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check } from '../../lib/checker/check';
import { readManifests } from '../../lib/checker/manifest/yaml-reader';
import { hostileObjects, numbers } from './trees';

const SHOP = `apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  annotations: { verify/measured-memory: 100Mi }
spec:
  replicas: 2
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels: { app: api }
    spec:
      serviceAccountName: api
      terminationGracePeriodSeconds: 30
      volumes:
        - name: files
          persistentVolumeClaim: { claimName: files }
      containers:
        - name: api
          image: example.com/python-api:1.0.0
          command: ["sh", "-c", "sleep 5; uvicorn app:app"]
          ports:
            - { name: http, containerPort: 8080 }
          envFrom:
            - secretRef: { name: db }
          env:
            - name: DB_HOST
              value: db.shop.svc.cluster.local
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          readinessProbe:
            httpGet: { path: /health, port: http }
          volumeMounts:
            - { name: files, mountPath: /files }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec:
  selector: { app: api }
  ports: [{ name: http, port: 80, targetPort: http }]
---
apiVersion: v1
kind: Secret
metadata: { name: db, namespace: shop }
stringData:
  DATABASE_URL: "postgresql://shop:secret@db.shop:5432/shop"
  POSTGRES_PASSWORD: |
    secret
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: 8080 }]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  minReplicas: 2
  maxReplicas: 4
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: api, namespace: shop }
spec:
  tls: [{ hosts: [shop.example.com], secretName: tls }]
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: api, port: { name: http } } } }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: api, namespace: shop }
spec: { minAvailable: 1, selector: { matchExpressions: [{ key: app, operator: In, values: [api] }] } }
`;

const HOSTILE = [
  ...[
    '',
    ' ',
    '\n',
    '\t',
    ':',
    ': ',
    '- ',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '|\n',
    '&a ',
    '*a',
    '!!str ',
    '---\n',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '7',
    '-1',
    '1e999',
    'null',
    'true',
    '{}',
    '[]',
    '[[]]',
    '{ a: { b: [c] } }',
  ],
  ...[
    '0x',
    '.inf',
    '99999999999999999999',
    '"\\u0000"',
    '<<: ',
    '? ',
    '${A',
    '$(A)',
    '{{ a }}',
    '://',
    'é日',
    '\u{1f600}',
  ],
];

/** Texts with a few hostile words in the place of others. */
function mutants(count: number, seed: number): string[] {
  const next = numbers(seed);
  const below = (limit: number) => next.next().value % limit;
  return Array.from({ length: count }, () => {
    let text = SHOP;
    for (let edits = 1 + below(3); edits > 0; edits--) {
      const words = [...text.matchAll(/[^\s{}[\],:]+|[{}[\],:]/g)];
      const word = words[below(words.length)];
      const at = word?.index ?? 0;
      text = text.slice(0, at) + HOSTILE[below(HOSTILE.length)] + text.slice(at + (word?.[0].length ?? 0));
    }
    return text;
  });
}

describe('whatever a file holds', () => {
  test.each([1, 2, 3, 4])('the rules judge it, and each finding has a line of it (seed %i)', (seed) => {
    for (const text of mutants(150, seed)) {
      const { manifests } = readManifests(text);
      const places = new Map(manifests.map(({ manifest, lineOf }) => [manifest, lineOf]));
      const { findings, stopped } = check(new Bundle([...places.keys()]));
      expect({ text, stopped }).toEqual({ text, stopped: [] });
      const lines = new Set(findings.map(({ object, field }) => places.get(object)?.(field) ?? 0));
      const last = text.split('\n').length;
      expect([...lines].filter((line) => !(line >= 1 && line <= last))).toEqual([]);
    }
  });

  test.each([5, 6, 7, 8])('any tree stands at any field of any kind, and each finding is text (seed %i)', (seed) => {
    const objects = hostileObjects(seed);
    const { findings, stopped } = check(new Bundle(objects));
    expect(stopped).toEqual([]);
    expect(objects.length).toBeGreaterThan(80);
    const texts = findings.flatMap(({ field, expected, received }) => [field, expected, received]);
    expect(texts.filter((text) => typeof text !== 'string' || text === 'undefined')).toEqual([]);
  });

  test('an object that stops a rule is named, and the others are judged', () => {
    const names = ['a', 'b', 'c'].map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`);
    const manifests = readManifests(names.join('---\n')).manifests.map(({ manifest }) => manifest);
    const { findings, stopped } = check(
      new Bundle(manifests),
      [],
      [
        {
          id: 'fragile',
          answer: 'broken',
          why: '',
          example: '',
          check: ({ manifests }) =>
            manifests.map((object) => {
              if (object.metadata.name === 'b') throw new TypeError('b is not a function');
              return { object, field: 'data', expected: 'more', received: 'nothing' };
            }),
        },
      ],
    );
    expect(findings.map(({ object }) => object.metadata.name)).toEqual(['a', 'c']);
    expect(stopped).toEqual([
      'fragile of ConfigMap default/b: expected an object that the rule can judge, received TypeError: b is not a function',
    ]);
  });
});
