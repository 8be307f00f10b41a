import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { kubernetesSchema } from '../../scripts/kubernetes-schema';

type Schemas = Readonly<Record<string, object>>;

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const ref = (name: string) => ({ allOf: [{ $ref: `#/components/schemas/${name}` }], default: {} });

/** A kind, as an API server describes one. */
const kind = (version: string, spec: object) => ({
  properties: { apiVersion: { type: 'string' }, metadata: ref(META), spec, status: ref('io.k8s.api.shop.v1.Gone') },
  'x-kubernetes-group-version-kind': [{ group: 'shop', kind: 'Cart', version }],
});

const first: Schemas = {
  [META]: { properties: { name: { type: 'string' } } },
  'io.k8s.api.shop.v1.Cart': kind('v1', ref('io.k8s.api.shop.v1.CartSpec')),
  'io.k8s.api.shop.v1beta1.Cart': kind('v1beta1', ref('io.k8s.api.shop.v1beta1.CartSpec')),
  'io.k8s.api.shop.v1.CartSpec': {
    required: ['items'],
    properties: {
      items: { type: 'array', items: ref('io.k8s.api.shop.v1.Item') },
      key: { type: 'string', format: 'byte' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      size: ref('io.k8s.apimachinery.pkg.api.resource.Quantity'),
    },
  },
  'io.k8s.api.shop.v1.Item': {
    properties: { count: { type: 'integer', format: 'int32' }, parts: { type: 'array', items: { type: 'number' } } },
  },
};

/** The generated table for the schemas of each release. */
function generated(releases: Readonly<Record<string, Schemas>>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'openapi-'));
  try {
    for (const [release, schemas] of Object.entries(releases)) {
      mkdirSync(path.join(folder, release));
      writeFileSync(path.join(folder, release, 'shop.json'), JSON.stringify({ components: { schemas } }));
    }
    return JSON.parse(kubernetesSchema(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the table of kinds and fields', () => {
  test('holds the stable kinds of the oldest version, and the types below', () => {
    expect(generated({ '1.30.14': first })).toEqual({
      '1.30': {
        release: '1.30.14',
        kinds: { 'shop/v1 Cart': 'Cart' },
        types: {
          Cart: 'apiVersion:string metadata:ObjectMeta spec:CartSpec status:any',
          CartSpec: 'items!:Item[] key:base64 labels:string{} size:quantity',
          Item: 'count:int32 parts:number[]',
          ObjectMeta: 'name:string',
        },
      },
    });
  });

  test('holds of a newer version the changes alone', () => {
    const item = { properties: { colour: { type: 'string' }, count: { type: 'integer', format: 'int32' } } };
    const spec = { ...first['io.k8s.api.shop.v1.CartSpec'], required: [] };
    const second = { ...first, 'io.k8s.api.shop.v1.CartSpec': spec, 'io.k8s.api.shop.v1.Item': item };
    expect(generated({ '1.9.0': first, '1.10.0': second })['1.10']).toEqual({
      release: '1.10.0',
      kinds: {},
      types: { CartSpec: 'items:Item[]', Item: 'colour:string -parts' },
    });
  });

  test('names a kind that a newer version serves no more', () => {
    const { 'io.k8s.api.shop.v1.Cart': _, ...others } = first;
    const rest = { ...others, 'io.k8s.api.shop.v1.Basket': kind('v2', { type: 'object' }) };
    expect(generated({ '1.30.14': first, '1.31.0': rest })['1.31'].kinds).toEqual({
      'shop/v1 Cart': '-',
      'shop/v2 Cart': 'Basket',
    });
  });

  test('refuses two types of one name with other fields', () => {
    const spec = ref('io.k8s.api.shop.v2.Item');
    const second = { 'io.k8s.api.store.v1.Store': kind('v2', spec), 'io.k8s.api.shop.v2.Item': { properties: {} } };
    expect(() => generated({ '1.30.14': { ...first, ...second } })).toThrow(
      'io.k8s.api.shop.v2.Item: expected another name for it, Item has other fields',
    );
  });

  test('refuses a folder that no release is the name of, and one without answers', () => {
    expect(() => generated({ latest: first })).toThrow('latest: expected a folder named after a release');
    expect(() => generated({ '1.30.14': {} })).toThrow('expected the answers of /openapi/v3');
  });
});
