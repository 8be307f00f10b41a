import { describe, expect, test } from '@jest/globals';
import { configFilesParse } from '../../../../lib/checker/rules/containers/config-files-parse';
import { judge } from '../judge';
import { configMap } from '../workloads';

describe('config-files-parse', () => {
  test('finds JSON that no program reads', () => {
    expect(judge(configFilesParse, configMap('api', '"app.json": "{\\n  \\"level\\": \\"info\\",\\n}"'))).toEqual([
      configFilesParse.example,
    ]);
  });

  test('finds YAML with a mistake, in a later document too', () => {
    const yaml = configMap('api', '"app.yaml": "level: info\\n---\\nport: 80\\n  host: all"');
    expect(judge(configFilesParse, yaml)[0]).toContain('expected YAML, received a mistake at line 4');
  });

  test.each([
    ['JSON', '"app.json": "{ \\"level\\": \\"info\\" }"'],
    ['several documents of YAML', '"app.yml": "level: info\\n---\\nport: 80\\n"'],
    ['a template', '"app.json": "{ \\"level\\": {{ level }} }"'],
    ['JSON with comments', '"app.json": "{\\n  // the level\\n  \\"level\\": 1\\n}"'],
    ['a tag of a program', '"app.yaml": "password: !vault abc"'],
    ['another kind of file', '"app.conf": "{"'],
  ])('accepts %s', (_, data) => {
    expect(judge(configFilesParse, configMap('api', data))).toEqual([]);
  });
});
