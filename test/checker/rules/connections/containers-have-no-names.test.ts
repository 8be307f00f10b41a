import { describe, expect, test } from '@jest/globals';
import { containersHaveNoNames } from '../../../../lib/checker/rules/connections/containers-have-no-names';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('containers-have-no-names', () => {
  const pod = (host: string) =>
    configMap('site', `"site.conf": "server {\\nfastcgi_pass ${host}:9000;\\n}"`) +
    object(
      'Deployment',
      'web',
      'template: { spec: { volumes: [{ name: c, configMap: { name: site } }], containers: [{ name: web, image: "nginx:1", volumeMounts: [{ name: c, mountPath: /etc/nginx/conf.d }] }, { name: php, image: "php:8-fpm" }] } }',
    );

  test('finds the name of a container in place of an address', () => {
    expect(judge(containersHaveNoNames, pod('php'))).toEqual([containersHaveNoNames.example]);
  });

  test.each([
    ['the address of the pod', pod('127.0.0.1')],
    ['a Service of the name', pod('php') + object('Service', 'php', 'ports: [{ port: 9000 }]')],
    ['another host', pod('backend')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(containersHaveNoNames, yaml)).toEqual([]);
  });
});
