import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../../lib/checker/check';
import { readManifests } from '../../../../lib/checker/manifest/yaml-reader';
import { uniqueKeys } from '../../../../lib/checker/rules/api-server/unique-keys';

/** The rule reads what the text of a manifest says, so the text is read as a file is. */
const said = (text: string) => {
  const manifests = readManifests(text).manifests.map(({ manifest }) => manifest);
  return check(new Bundle(manifests), [], [uniqueKeys]).findings.map((finding) => [finding.answer, sentence(finding)]);
};

describe('unique-keys', () => {
  test('a key that stands in one object twice', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n  containers:\n    - { name: api, image: a, image: b }\n';
    expect(said(pod)).toEqual([
      [
        'risk',
        'Pod default/api: spec.containers[api].image: expected each key once, received the key twice, of which kubectl takes the last [unique-keys]',
      ],
    ]);
  });

  test('a name that is a number, which the API server rejects', () => {
    expect(said('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: 7 }\n')).toEqual([
      ['broken', 'ConfigMap default/7: metadata.name: expected a string: put it in quotes, received 7 [unique-keys]'],
    ]);
  });

  test('one key in two objects is no repetition, and neither is what a merge key overrides', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\nmore: &more { a: b }\ndata: { <<: *more, a: c }\n';
    expect(said(text)).toEqual([]);
  });
});
