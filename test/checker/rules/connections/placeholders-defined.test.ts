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

  test.each([
    ['telegraf', 'image: "telegraf:1.30"', 'telegraf.conf', (name: string) => `user = \${${name}}`],
    ['Rails', 'image: "acme/shop:1"', 'database.yml', (name: string) => `user: <%= ENV['${name}'] %>`],
    ['Caddy', 'image: "caddy:2"', 'Caddyfile', (name: string) => `respond {$${name}}`],
    ['Python', 'image: "acme/superset:1"', 'superset_config.py', (name: string) => `U = os.environ['${name}']`],
    ['Grafana', 'image: "grafana/grafana:11"', 'ds.yaml', (name: string) => `user: $__env{${name}}`],
  ])('knows the form of %s', (_, image, file, text) => {
    expect(judge(placeholdersDefined, pod(text('DB_USER'), image, file))).toHaveLength(1);
    expect(judge(placeholdersDefined, pod(text('DB_USERNAME'), image, file))).toEqual([]);
  });

  test('finds the end of a name, and accepts a default in Ruby', () => {
    const rails = (text: string) => judge(placeholdersDefined, pod(text, 'image: "acme/shop:1"', 'database.yml'));
    expect(rails("user: <%= ENV.fetch('USERNAME') %>")).toHaveLength(1);
    expect(rails("user: <%= ENV.fetch('USERNAME', 1) %>")).toEqual([]);
  });
});
