import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check } from '../../../lib/checker/check';
import type { Rule } from '../../../lib/checker/rule';
import { noEmptyValues } from '../../../lib/checker/rules/api-server/no-empty-values';
import { schema } from '../../../lib/checker/rules/api-server/schema';
import { RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';
import { sets } from '../../../scripts/mistakes/corpus';
import { configMap, object, pod, service } from './api-server/objects';
import { judge, parse } from './judge';

const dist = path.join(__dirname, '..', '..', '..', 'dist');
const WRONG = [null, 1, 'text', [null, 1, 'text', []], { constructor: 1, name: [] }];

describe('a value of a wrong type', () => {
  const { connections, ...others } = RULES_BY_SUBJECT;
  // Values of Secrets stand in local alone.
  const rules: Record<string, readonly Rule[]> = { local: connections, prod: Object.values(others).flat() };
  const files = Object.keys(rules).flatMap((name) => readdirSync(path.join(dist, name)).map((file) => [name, file]));

  test.each(files)('makes no rule throw, wherever it stands in %s/%s', (name, file) => {
    const read = (each: string) => parse(readFileSync(path.join(dist, name, each), 'utf8'));
    const namespaces = read('0-namespaces.k8s.yaml').filter(({ kind }) => kind === 'Namespace');
    const manifests = read(file);
    const places = manifests.flatMap(placesIn);
    // Each round puts every wrong value somewhere, far from the others: a fifth of the rounds that one value each would take.
    const thrown: string[] = [];
    const apart = Math.ceil(places.length / WRONG.length);
    for (const round of places.keys()) {
      const put = WRONG.flatMap((wrong, index) => {
        const place = places[(round + index * apart) % places.length];
        return place === undefined ? [] : [{ ...place, wrong, right: place.holder[place.field] }];
      });
      for (const { holder, field, wrong } of put) holder[field] = wrong;
      const { stopped } = check(new Bundle([...namespaces, ...manifests]), [], rules[name]);
      thrown.push(...stopped);
      for (const { holder, field, right } of put) holder[field] = right;
    }
    expect([...new Set(thrown)]).toEqual([]);
    expect(places.length).toBeGreaterThan(50);
  });

  test('is a finding of schema, and of no rule beside', () => {
    const wrong = [
      pod('containers: api, volumes: { a: 1 }, nodeSelector: [1], dnsPolicy: 1'),
      pod('containers: [api, 1, [], { name: 1, ports: [1, { containerPort: x, name: 2 }] }]'),
      service('ports: { http: 80 }, selector: app, type: [ClusterIP]'),
      configMap('data: text'),
      object('Deployment', 'apps/v1', 'spec: text'),
    ];
    const others = RULES_BY_SUBJECT['api-server'].filter((rule) => rule !== schema && rule !== noEmptyValues);
    expect(wrong.flatMap((yaml) => others.flatMap((rule) => judge(rule, yaml)))).toEqual([]);
    for (const yaml of wrong) expect(judge(schema, yaml)).not.toEqual([]);
  });
});

test('a name that every object of JavaScript has makes no rule throw', () => {
  const stopped = [...sets().values()].flatMap((manifests, round) => {
    if (round % 4 > 0) return [];
    const words = [...new Set(JSON.stringify(manifests).match(/"[\w./-]+"/g))].filter((word) => !IDENTITY.has(word));
    const text = JSON.stringify(manifests).replaceAll(words[(round * 7) % words.length] ?? '', '"constructor"');
    return check(new Bundle(JSON.parse(text))).stopped;
  });
  expect(stopped).toEqual([]);
});

const IDENTITY = new Set(['"apiVersion"', '"kind"', '"metadata"', '"name"']);

/** Every field and item of an object that may hold something wrong, but for the fields that identify the object. */
function placesIn(value: unknown): { readonly holder: Record<string, unknown>; readonly field: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((field) => {
    const identity = 'kind' in holder && ['apiVersion', 'kind', 'metadata'].includes(field);
    return identity ? [] : [{ holder, field }, ...placesIn(holder[field])];
  });
}
