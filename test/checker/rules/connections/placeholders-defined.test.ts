import { describe, expect, test } from '@jest/globals';
import { placeholdersDefined } from '../../../../lib/checker/rules/connections/placeholders-defined';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('placeholders-defined', () => {
  const pod = (text: string, container = 'image: "acme/api:1"', file = 'application.yml') =>
    configMap('api', `"${file}": "${text}"`) +
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: c, configMap: { name: api } }], containers: [{ name: api, volumeMounts: [{ name: c, mountPath: /config }], env: [{ name: DB_USERNAME, value: app }], ${container} }] } }`,
    );
  const user = (name: string) => `spring.datasource.username: \${${name}}`;

  test('finds a variable that the container does not have, beside one that no file reads', () => {
    expect(judge(placeholdersDefined, pod(user('DB_USER')))).toEqual([placeholdersDefined.example]);
    const collector = 'image: "otel/opentelemetry-collector:0.1"';
    expect(judge(placeholdersDefined, pod(user('env:DB_USER'), collector, 'config.yaml'))).toHaveLength(1);
  });

  test.each([
    ['a variable of the container', pod(user('DB_USERNAME'))],
    ['a default', pod(user('DB_USER:app'))],
    ['a variable that the image may have', pod(user('LOG_DIR'))],
    ['a file of another program', pod(user('DB_USER'), 'image: "acme/api:1"', 'config.yaml')],
    ['a Secret that somebody else makes', pod(user('DB_USER'), 'envFrom: [{ secretRef: { name: db } }]')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(placeholdersDefined, yaml)).toEqual([]);
  });
});
