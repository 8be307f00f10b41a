import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Manifest } from '../../lib/checker/manifest/manifest';
import { attributed } from '../../lib/comparison/attribution';
import { differingFields, swapped } from '../../lib/comparison/differing-fields';
import { comparisonPage } from '../../lib/comparison/page';
import { shownValue } from '../../lib/comparison/shown-value';
import { Password } from '../../lib/values/password';
import type { Environment } from '../../lib/wealist/environments/environment';
import { environments } from '../../lib/wealist/environments/index';
import { environmentsPage, render } from '../../scripts/environments-page';

interface Shop {
  readonly host: string;
  readonly scaling: { readonly replicas: number } | { readonly minReplicas: number; readonly maxReplicas: number };
  readonly note?: string;
  readonly bits: { readonly a: boolean; readonly b: boolean; readonly c: boolean };
}
const staging: Shop = { host: 'test.example.com', scaling: { replicas: 1 }, bits: { a: false, b: false, c: false } };
const live: Shop = { host: 'example.com', scaling: { minReplicas: 2, maxReplicas: 4 }, note: 'x', bits: staging.bits };

const object = (kind: string, spec: Manifest['spec']): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'x', namespace: 'shop' },
  spec,
});
const shop = ({ host, scaling, bits }: Shop): Manifest[] => [
  object('Ingress', { host }),
  ...('replicas' in scaling ? [] : [object('HorizontalPodAutoscaler', scaling)]),
  ...(Object.values(bits).filter(Boolean).length > 1 ? [object('Joint', {})] : []),
];

describe('two environments', () => {
  test('differ in fields, and in a whole field where its form differs', () => {
    expect(differingFields(staging, live)).toEqual([['host'], ['scaling'], ['note']]);
    expect(differingFields({ a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } })).toEqual([['a', 'b']]);
  });

  test('take a field of each other, and nothing else', () => {
    expect(swapped(staging, live, ['scaling'])).toEqual({ ...staging, scaling: live.scaling });
    expect(swapped(live, staging, ['note'])).not.toHaveProperty('note');
  });

  test('owe each difference to the field that makes it, and a field may change nothing', () => {
    expect(attributed(staging, live, shop)).toEqual({
      byField: [
        [['host'], ['Ingress shop/x: spec.host']],
        [['scaling'], ['HorizontalPodAutoscaler shop/x: only in some']],
        [['note'], []],
      ],
      unexplained: [],
    });
  });

  test('owe what any two of three fields make together to no field alone', () => {
    const all = { ...staging, bits: { a: true, b: true, c: true } };
    expect(attributed(staging, all, shop).unexplained).toEqual(['Joint shop/x: only in some']);
  });

  test('show where a password comes from, and not the password', () => {
    expect(shownValue(Password.literal('s3cret'))).toBe('literal');
    expect(
      comparisonPage(
        { test: { password: Password.literal('s3cret') }, live: { password: Password.existing() } },
        () => [],
      ),
    ).not.toContain('s3cret');
  });
});

test('environments-differ-by-fields-only: what no field explains is nothing', () => {
  const all = Object.values<Environment>(environments);
  for (const [index, other] of all.slice(1).entries()) {
    expect(attributed(all[index] as Environment, other, render).unexplained).toEqual([]);
  }
});

test('docs/environments.md is up to date: npm run generate writes it', () => {
  const page = path.join(__dirname, '..', '..', 'docs', 'environments.md');
  expect(readFileSync(page, 'utf8')).toBe(environmentsPage());
});
