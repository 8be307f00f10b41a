import { describe, expect, test } from '@jest/globals';
import { yamlWords } from '../../../../lib/checker/rules/containers/yaml-words';
import { judge } from '../judge';

describe('yaml-words', () => {
  const file = (text: string) =>
    judge(
      yamlWords,
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api' }, data: { 'app.yaml': text } }),
    );

  test('finds a country that YAML reads as false', () => {
    expect(file('countries: [SE, NO, DK]\n')).toEqual([yamlWords.example]);
    expect(file('countries:\n  - SE\n  - NO\n')).toHaveLength(1);
    expect(file('country: NO\n')).toHaveLength(1);
    expect(file('countries: [SE, "NO", DK]\n')).toEqual([]);
    expect(file('enabled: NO\n')).toEqual([]);
    expect(file('answers: [YES, NO]\n')).toEqual([]);
  });

  test('finds a version that YAML reads as a number', () => {
    expect(file('python_version: 3.10\n')).toHaveLength(1);
    expect(file('python_version: "3.10"\nschema_version: 2.0\n')).toEqual([]);
    expect(file('version: 1.10.2\n')).toEqual([]);
  });
});
