import { describe, expect, test } from '@jest/globals';
import { fluentTagsMatch } from '../../../../lib/checker/rules/references/fluent-tags-match';
import { judge } from '../judge';

describe('fluent-tags-match', () => {
  const logs = (match: string, tag = 'Tag kube.*', more = '') =>
    judge(
      fluentTagsMatch,
      `
apiVersion: v1
kind: ConfigMap
metadata: { name: logs }
data:
  fluent-bit.conf: |
    [INPUT]
        Name tail
        ${tag}
    ${more}
    [OUTPUT]
        Name stdout
        Match ${match}
`,
    );

  test('finds an output that takes no record', () => {
    expect(logs('k8s.*')).toEqual([fluentTagsMatch.example]);
  });

  test.each([
    ['the tag', logs('kube.*')],
    ['all records', logs('*')],
    ['a part of the records', logs('kube.var.log.containers.web*')],
    ['an input with a tag of its own', logs('tail.0', 'Path /var/log/a.log')],
    [
      'a filter that gives tags',
      logs('k8s.*', 'Tag kube.*', '[FILTER]\n        Name rewrite_tag\n        Match kube.*'),
    ],
    ['inputs of another file', logs('k8s.*', 'Tag kube.*', '@INCLUDE input.conf')],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });
});
