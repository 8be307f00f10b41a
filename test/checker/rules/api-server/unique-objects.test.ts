import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../../lib/checker/bundle/bundle';
import { rememberFile } from '../../../../lib/checker/manifest/origin';
import { parseManifests } from '../../../../lib/checker/manifest/yaml-reader';
import { uniqueObjects } from '../../../../lib/checker/rules/api-server/unique-objects';
import { judge } from '../judge';
import { object, said } from './objects';

describe('unique-objects', () => {
  test('prints its example word for word', () => {
    expect(
      judge(
        uniqueObjects,
        `${object('ConfigMap', 'v1', '', 'settings')}---\n${object('ConfigMap', 'v1', 'data: { A: b }', 'settings')}`,
      ),
    ).toEqual([uniqueObjects.example]);
  });

  const named = (kind: string, apiVersion: string, namespace: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a${namespace && `, namespace: ${namespace}`} }\n`;

  test.each([
    [
      'in the namespace that is meant where none is named',
      [named('Service', 'v1', ''), named('Service', 'v1', 'default')],
    ],
    ['in two versions of one group', [named('Job', 'batch/v1', 'a'), named('Job', 'batch/v1beta1', 'a')]],
  ])('finds one object twice %s', (_, yamls) => {
    expect(judge(uniqueObjects, yamls.join('---\n'))).toHaveLength(1);
  });

  test('names the file of the other one', () => {
    const [first, second] = parseManifests(`${named('Service', 'v1', '')}---\n${named('Service', 'v1', '')}`);
    if (first) rememberFile(first.manifest, 'shop/api.yaml');
    const manifests = [first, second].flatMap((each) => each?.manifest ?? []);
    expect(uniqueObjects.check(new Bundle(manifests)).map(({ received }) => received)).toEqual([
      '"a", as in shop/api.yaml',
    ]);
  });

  test('says it of an object without a namespace', () => {
    expect(said(uniqueObjects, [named('Namespace', 'v1', ''), named('Namespace', 'v1', '')].join('---\n'))).toEqual([
      'metadata.name: expected a name that no other Namespace has, received "a"',
    ]);
  });

  test('passes one name in two namespaces, kinds or groups', () => {
    const all = [
      named('Service', 'v1', 'a'),
      named('Service', 'v1', 'b'),
      named('ConfigMap', 'v1', 'a'),
      named('Service', 'serving.knative.dev/v1', 'a'),
    ];
    expect(judge(uniqueObjects, all.join('---\n'))).toEqual([]);
  });
});
