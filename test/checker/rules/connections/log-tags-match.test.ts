import { describe, expect, test } from '@jest/globals';
import { logTagsMatch } from '../../../../lib/checker/rules/connections/log-tags-match';
import { judge } from '../judge';

describe('log-tags-match', () => {
  const file = (name: string, text: string) =>
    judge(
      logTagsMatch,
      `{ apiVersion: v1, kind: ConfigMap, metadata: { name: logs }, data: { ${name}: ${JSON.stringify(text)} } }`,
    );
  const bit = (tag: string, match: string) =>
    file('fluent-bit.conf', `[INPUT]\n    Name tail\n    Tag ${tag}\n[OUTPUT]\n    Name es\n    Match ${match}\n`);

  test('finds an output of Fluent Bit for a tag that no input gives', () => {
    expect(bit('kube.*', 'logs.*')).toEqual([logTagsMatch.example]);
    expect(bit('kube.*', 'kube.*')).toEqual([]);
    expect(bit('kube.*', '*')).toEqual([]);
    expect(bit('kube.var.log', 'kube.*')).toEqual([]);
    expect(bit('kube.*', 'logs.*\n[FILTER]\n    Name rewrite_tag')).toEqual([]);
  });

  test('reads YAML and the form of fluentd', () => {
    const yaml = (match: string) =>
      file(
        'fluent-bit.yaml',
        `pipeline:\n  inputs: [{ name: tail, tag: app.* }]\n  outputs: [{ name: loki, match: ${JSON.stringify(match)} }]\n`,
      );
    expect(yaml('apps.*')).toHaveLength(1);
    expect(yaml('app.*')).toEqual([]);
    const fluentd = (match: string) =>
      file('fluent.conf', `<source>\n  @type tail\n  tag kube.*\n</source>\n<match ${match}>\n</match>\n`);
    expect(fluentd('kubernetes.**')).toHaveLength(1);
    expect(fluentd('kube.**')).toEqual([]);
    expect(fluentd('fluent.** kube.**')).toEqual([]);
  });

  test.each(['forward', 'http', 'opentelemetry', 'splunk', 'kafka', 'mqtt', 'prometheus_scrape'])(
    'an input %s gives any tag, if none is told',
    (plugin) => {
      const untold = (name: string) =>
        file('fluent-bit.conf', `[INPUT]\n    Name ${name}\n[OUTPUT]\n    Name es\n    Match logs.*\n`);
      expect(untold(plugin)).toEqual([]);
      expect(untold('tail')).toHaveLength(1);
      expect(untold('logs')).toEqual([]);
    },
  );

  test.each([
    '@include other.conf',
    '[FILTER]\n    Name rewrite_tag',
    '[INPUT]\n    Tag_Regex a',
    '[INPUT]\n    Tag_Key a',
  ])('a file with "%s" may give other tags', (line) => {
    expect(bit('kube.*', `logs.*\n${line}`)).toEqual([]);
    expect(bit('kube.*', `logs.*\n# a comment`)).toHaveLength(1);
  });

  test('a filter for a tag that no input gives does nothing', () => {
    const filtered = (match: string) => bit('kube.*', `*\n[FILTER]\n    Name grep\n    Match ${match}`);
    expect(filtered('logs.*')).toHaveLength(1);
    expect(filtered('kube.*')).toEqual([]);
    const yaml = (match: string) =>
      file(
        'fluent-bit.yaml',
        `pipeline:\n  inputs: [{ name: tail, tag: app.* }]\n  filters: [{ name: grep, match: "${match}" }]\n  outputs: [{ name: loki, match: "*" }]\n`,
      );
    expect(yaml('apps.*')).toHaveLength(1);
    expect(yaml('app.*')).toEqual([]);
  });
});
