import { describe, expect, test } from '@jest/globals';
import { writablePaths } from '../../../../lib/checker/rules/storage/writable-paths';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('writable-paths', () => {
  const web = (mounts: string, image = 'nginx:1.27', root = true) =>
    judge(
      writablePaths,
      object(
        'Deployment',
        'web',
        `template: { spec: { volumes: [{ name: conf, configMap: { name: conf } }], containers: [{ name: web, image: "${image}", securityContext: { readOnlyRootFilesystem: ${root} }, volumeMounts: [${mounts}] }] } }`,
      ) +
        configMap(
          'conf',
          `"nginx.conf": ${JSON.stringify('pid /tmp/nginx.pid;\nerror_log /dev/stderr;\nhttp {\n  access_log off;\n}')}`,
        ),
    );
  const conf = '{ name: conf, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf, readOnly: true }';

  test('finds a file of a configuration that cannot be written', () => {
    expect(web(conf)).toEqual([writablePaths.example]);
    expect(web(`${conf}, { name: tmp, mountPath: /tmp }`)).toEqual([]);
    expect(web(conf, 'nginx:1.27', false)).toEqual([]);
  });

  test('knows the folders of images', () => {
    expect(web('{ name: data, mountPath: /var/lib/postgresql }', 'postgres:17')).toHaveLength(1);
    expect(web('{ name: run, mountPath: /run/postgresql }', 'postgres:17')).toEqual([]);
    expect(web('', 'ghcr.io/acme/api:1')).toEqual([]);
  });

  test.each([
    ['prom/alertmanager', '/alertmanager', []],
    ['clickhouse/clickhouse-server', '/var/lib/clickhouse', ['/var/log/clickhouse-server']],
    ['clickhouse/clickhouse-server', '/var/log/clickhouse-server', ['/var/lib/clickhouse']],
    ['elasticsearch', '/usr/share/elasticsearch/data', ['/usr/share/elasticsearch/logs', '/tmp']],
    ['elasticsearch', '/usr/share/elasticsearch/logs', ['/usr/share/elasticsearch/data', '/tmp']],
    ['elasticsearch', '/tmp', ['/usr/share/elasticsearch/data', '/usr/share/elasticsearch/logs']],
    ['grafana/grafana', '/var/lib/grafana', []],
    ['httpd', '/usr/local/apache2/logs', []],
    ['jenkins/jenkins', '/var/jenkins_home', ['/tmp']],
    ['jenkins/jenkins', '/tmp', ['/var/jenkins_home']],
    ['mariadb', '/run/mysqld', ['/tmp']],
    ['mariadb', '/tmp', ['/run/mysqld']],
    ['mongo', '/data/db', ['/tmp']],
    ['mongo', '/tmp', ['/data/db']],
    ['mysql', '/var/run/mysqld', ['/tmp']],
    ['mysql', '/tmp', ['/run/mysqld']],
    ['n8nio/n8n', '/home/node/.n8n', []],
    ['nginxinc/nginx-unprivileged', '/tmp', []],
    ['nginx', '/var/cache/nginx', ['/tmp']],
    ['prom/prometheus', '/prometheus', []],
    ['rabbitmq', '/var/lib/rabbitmq', []],
    ['tomcat', '/usr/local/tomcat/work', ['/usr/local/tomcat/temp', '/usr/local/tomcat/logs']],
    ['tomcat', '/usr/local/tomcat/temp', ['/usr/local/tomcat/work', '/usr/local/tomcat/logs']],
    ['tomcat', '/usr/local/tomcat/logs', ['/usr/local/tomcat/work', '/usr/local/tomcat/temp']],
  ])('%s writes to %s', (image, folder, others) => {
    const mounted = (...paths: string[]) =>
      web(paths.map((path, i) => `{ name: v${i}, mountPath: ${path} }`).join(), image);
    const received = others.length === 0 ? 'none' : `volumes at ${others.map((path) => `"${path}"`).join(', ')}`;
    expect(mounted(...others)[0]).toContain(`expected a volume for ${folder} (the image ${image.replace(/.*\//, '')})`);
    expect(mounted(...others)[0]).toContain(`received ${received} [`);
    expect(mounted(...others, folder)).toEqual([]);
  });

  test('a command of its own, and a container before the others, may write nothing', () => {
    expect(web('], command: [migrate], ports: [', 'grafana/grafana')).toEqual([]);
    const first = object(
      'Pod',
      'web',
      'initContainers: [{ name: i, image: grafana/grafana, securityContext: { readOnlyRootFilesystem: true } }], containers: []',
    );
    expect(judge(writablePaths, first)).toEqual([]);
  });
});
