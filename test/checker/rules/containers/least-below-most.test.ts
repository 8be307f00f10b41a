import { describe, expect, test } from '@jest/globals';
import { leastBelowMost } from '../../../../lib/checker/rules/containers/least-below-most';
import { judge } from '../judge';
import { configMap, deployment } from '../workloads';

describe('least-below-most', () => {
  const api = (...variables: [string, string][]) =>
    judge(
      leastBelowMost,
      deployment(
        `{ name: api, env: [${variables.map(([name, value]) => `{ name: ${name}, value: "${value}" }`).join(', ')}] }`,
      ),
    );

  test('finds bounds that cross', () => {
    expect(api(['DB_POOL_MIN', '20'], ['DB_POOL_MAX', '10'])).toEqual([leastBelowMost.example]);
    expect(api(['DB_POOL_MIN', '10'], ['DB_POOL_MAX', '10'])).toEqual([]);
    expect(api(['MIN_THREADS', '8'], ['MAX_THREADS', '4'])).toHaveLength(1);
    expect(api(['pool.minimum-size', '8'], ['pool.maximum-size', '4'])).toHaveLength(1);
    expect(api(['CACHE_INITIAL_SIZE', '2G'], ['CACHE_MAX_SIZE', '1G'])).toHaveLength(1);
  });

  test.each([
    ['Java', ['JAVA_TOOL_OPTIONS', '-Xms448m -Xmx384m'], ['JAVA_TOOL_OPTIONS', '-Xms256m -Xmx384m']],
    ['Java in gigabytes', ['JAVA_TOOL_OPTIONS', '-Xms2g -Xmx1024m'], ['JAVA_TOOL_OPTIONS', '-Xms1g -Xmx1024m']],
  ] as const)('knows the heap of %s', (_, wrong, right) => {
    expect(api([...wrong])).toHaveLength(1);
    expect(api([...right])).toEqual([]);
  });

  test('says the option of Java', () => {
    expect(api(['JAVA_TOOL_OPTIONS', '-Xms448m -Xmx384m'])).toEqual([
      expect.stringContaining('expected no more than -Xmx384m, received "-Xms448m"'),
    ]);
  });

  test('knows the pairs of a file', () => {
    const php = (post: string) =>
      judge(
        leastBelowMost,
        configMap('php', `"a.ini": "upload_max_filesize = 64M\\npost_max_size = ${post}\\nmemory_limit = 256M\\n"`) +
          deployment(
            '{ name: api, volumeMounts: [{ name: php, mountPath: /a }] }], volumes: [{ name: php, configMap: { name: php } }',
          ),
      );
    expect(php('8M')).toEqual([expect.stringContaining('expected at most 8M, as post_max_size says, received "64M"')]);
    expect(php('512M')).toEqual([expect.stringContaining('expected at most 256M, as memory_limit says')]);
    expect(php('64M')).toEqual([]);
  });

  test.each([
    ['no upper bound', ['DB_POOL_MIN', '20'], ['DB_POOL_SIZE', '10']],
    ['a part of a core', ['CPU_MIN', '100m'], ['CPU_MAX', '1']],
    ['a bound of other units', ['RETRY_MIN', '500ms'], ['RETRY_MAX', '5s']],
    ['another word', ['ADMIN_PORT', '9000'], ['ADMAX_PORT', '80']],
    ['no limit', ['upload_max_filesize', '64M'], ['post_max_size', '0']],
  ] as const)('accepts %s', (_, one, other) => {
    expect(api([...one], [...other])).toEqual([]);
  });

  test('the items of a list have bounds of their own', () => {
    const file = (text: string) =>
      judge(
        leastBelowMost,
        configMap('a', `"a.yaml": "${text}"`) +
          deployment(
            '{ name: api, volumeMounts: [{ name: a, mountPath: /a }] }], volumes: [{ name: a, configMap: { name: a } }',
          ),
      );
    expect(file('sizes: [{ min: 1, max: 5 }, { min: 10 }]')).toEqual([]);
    expect(file('size: { min: 10, max: 5 }')).toHaveLength(1);
  });
});
