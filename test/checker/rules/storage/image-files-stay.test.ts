import { describe, expect, test } from '@jest/globals';
import { imageFilesStay } from '../../../../lib/checker/rules/storage/image-files-stay';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('image-files-stay', () => {
  const web = (mount: string, keys = 'site.conf: "server {}"', container = 'image: "nginx:1.27"') =>
    object(
      'Deployment',
      'web',
      `template: { spec: { volumes: [{ name: conf, configMap: { name: conf } }], containers: [{ name: web, ${container}, volumeMounts: [{ name: conf, ${mount} }] }] } }`,
    ) + configMap('conf', keys);

  test('finds a volume over the configuration of the image', () => {
    expect(judge(imageFilesStay, web('mountPath: /etc/nginx'))).toEqual([imageFilesStay.example]);
    const click = web(
      'mountPath: /etc/clickhouse-server',
      'listen.xml: "<a/>"',
      'image: "clickhouse/clickhouse-server:24"',
    );
    expect(judge(imageFilesStay, click)).toHaveLength(1);
    expect(judge(imageFilesStay, web('mountPath: /etc', 'a: "1"', 'image: "acme/api:1"'))).toHaveLength(1);
  });

  test.each([
    ['a folder below', web('mountPath: /etc/nginx/conf.d')],
    ['one file', web('mountPath: /etc/nginx/nginx.conf, subPath: site.conf')],
    ['a whole configuration', web('mountPath: /etc/nginx', 'nginx.conf: "http {}"')],
    [
      'another configuration',
      web('mountPath: /etc/nginx', 'site.conf: "a"', 'image: "nginx:1.27", args: [nginx, -c, /x.conf]'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(imageFilesStay, yaml)).toEqual([]);
  });

  const claimed = (path: string, image: string, more = '') =>
    object(
      'Deployment',
      'blog',
      `template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }], initContainers: [${more}], containers: [{ name: blog, image: "${image}", volumeMounts: [{ name: data, mountPath: ${path} }] }] } }`,
    );

  test('finds a claim over the installation of a program', () => {
    expect(judge(imageFilesStay, claimed('/var/lib/ghost', 'ghost:5'))).toHaveLength(1);
    expect(judge(imageFilesStay, claimed('/var/lib/ghost/content', 'ghost:5'))).toEqual([]);
    const copied = '{ name: copy, image: "ghost:5", volumeMounts: [{ name: data, mountPath: /copy }] }';
    expect(judge(imageFilesStay, claimed('/var/lib/ghost', 'ghost:5', copied))).toEqual([]);
  });

  test('finds a folder without the extensions of PHP', () => {
    const php = (mount: string) => web(mount, 'uploads.ini: "a = 1"', 'image: "wordpress:6"');
    expect(judge(imageFilesStay, php('mountPath: /usr/local/etc/php/conf.d'))).toHaveLength(1);
    expect(judge(imageFilesStay, php('mountPath: /usr/local/etc/php/conf.d/u.ini, subPath: uploads.ini'))).toEqual([]);
  });

  test.each([
    ['openresty/openresty', '/usr/local/openresty/nginx/conf', ['nginx.conf'], '-c'],
    ['httpd', '/usr/local/apache2/conf', ['httpd.conf'], '-f'],
    ['clickhouse-server', '/etc/clickhouse-server', ['config.xml', 'users.yaml'], '--config'],
    ['elasticsearch', '/usr/share/elasticsearch/config', ['jvm.options', 'log4j2.properties'], ''],
    ['opensearch', '/usr/share/opensearch/config', ['jvm.options', 'log4j2.properties'], ''],
    ['cassandra', '/etc/cassandra', ['cassandra.yaml', 'cassandra-env.sh'], ''],
    ['php', '/usr/local/etc/php-fpm.d', ['www.conf'], ''],
    ['php', '/usr/local/etc', ['php-fpm.conf'], ''],
    ['tomcat', '/usr/local/tomcat/conf', ['server.xml', 'web.xml'], ''],
    ['haproxy', '/usr/local/etc/haproxy', ['haproxy.cfg'], '-f'],
    ['prom/prometheus', '/etc/prometheus', ['prometheus.yml'], '--config.file=/x'],
    ['prom/alertmanager', '/etc/alertmanager', ['alertmanager.yml'], '--config.file=/x'],
    ['envoyproxy/envoy', '/etc/envoy', ['envoy.yaml'], '-c'],
    ['fluent/fluent-bit', '/fluent-bit/etc', ['fluent-bit.conf'], '-c'],
    ['grafana/loki', '/etc/loki', ['local-config.yaml'], '-config.file=/x'],
    ['eclipse-mosquitto', '/mosquitto/config', ['mosquitto.conf'], '-c'],
    ['caddy', '/etc/caddy', ['Caddyfile'], '--config'],
    ['telegraf', '/etc/telegraf', ['telegraf.conf'], '--config'],
    ['varnish', '/etc/varnish', ['default.vcl'], '-f'],
    ['nginx', '/etc/nginx', ['nginx.conf'], '-c'],
  ])('the image %s needs in %s: %j', (image, folder, files, option) => {
    const mounted = (keys: readonly string[], more = '') =>
      judge(
        imageFilesStay,
        web(`mountPath: ${folder}`, keys.map((key) => `"${key}": a`).join(', '), `image: "${image}" ${more}`),
      );
    expect(mounted(['other'])[0]).toContain(`hides files that ${image} needs, received "${folder}"`);
    expect(mounted(files)).toEqual([]);
    if (files.length > 1) for (const file of files) expect(mounted([file])).toHaveLength(1);
    if (option !== '') expect(mounted(['other'], `, args: ["${option}", /x]`)).toEqual([]);
  });

  test.each([
    ['httpd', '/usr/local/apache2'],
    ['tomcat', '/usr/local/tomcat'],
    ['fluent/fluent-bit', '/fluent-bit'],
  ])('a ConfigMap at the root of %s hides the program', (image, folder) => {
    const found = judge(imageFilesStay, web(`mountPath: ${folder}`, 'a: b', `image: "${image}"`));
    expect(found.join()).toContain(`hides files that ${image} needs`);
  });

  test.each([
    ['neo4j', '/var/lib/neo4j', '/data'],
    ['grafana/grafana', '/usr/share/grafana', '/var/lib/grafana'],
    ['elasticsearch', '/usr/share/elasticsearch', '/usr/share/elasticsearch/data'],
    ['opensearch', '/usr/share/opensearch', '/usr/share/opensearch/data'],
    ['kibana', '/usr/share/kibana', '/usr/share/kibana/data'],
    ['logstash', '/usr/share/logstash', '/usr/share/logstash/data'],
    ['keycloak', '/opt/keycloak', '/opt/keycloak/data'],
    ['sonarqube', '/opt/sonarqube', '/opt/sonarqube/data'],
    ['solr', '/opt/solr', '/var/solr'],
    ['apache/kafka', '/opt/kafka', 'the folder of log.dirs'],
    ['cassandra', '/opt/cassandra', '/var/lib/cassandra'],
    ['rabbitmq', '/opt/rabbitmq', '/var/lib/rabbitmq'],
    ['mattermost-team-edition', '/mattermost', '/mattermost/data'],
    ['node-red', '/usr/src/node-red', '/data'],
    ['redmine', '/usr/src/redmine', '/usr/src/redmine/files'],
    ['uptime-kuma', '/app', '/app/data'],
    ['directus/directus', '/directus', '/directus/uploads'],
    ['couchdb', '/opt/couchdb', '/opt/couchdb/data'],
    ['sonatype/nexus3', '/opt/sonatype', '/nexus-data'],
    ['gitlab/gitlab-ce', '/opt/gitlab', '/var/opt/gitlab'],
    ['apache/airflow', '/home/airflow', '/opt/airflow'],
    ['tomcat', '/usr/local/tomcat', '/usr/local/tomcat/webapps'],
    ['wordpress', '/usr/local/etc/php', '/usr/local/etc/php/conf.d/app.ini'],
    ['mediawiki', '/var/www/html', '/var/www/html/images'],
    ['drupal', '/opt/drupal', '/opt/drupal/web/sites'],
    ['metabase/metabase', '/app', '/metabase-data'],
    ['ghost', '/var/lib/ghost', '/var/lib/ghost/content'],
  ])('the program of %s lies at %s', (image, folder, data) => {
    expect(judge(imageFilesStay, claimed(folder, image))[0]).toContain(
      `a path of its own, such as ${data}: the volume hides the program of ${image}, received "${folder}"`,
    );
    expect(judge(imageFilesStay, claimed(folder, 'acme/api'))).toEqual([]);
  });

  test.each(['/bin', '/lib', '/lib64', '/sbin', '/usr', '/usr/bin', '/usr/lib', '/usr/local/bin', '/usr/sbin'])(
    'no image can do without %s',
    (folder) => {
      const found = judge(imageFilesStay, web(`mountPath: ${folder}`, 'a: b', 'image: "acme/api:1"'));
      expect(found[0]).toContain('hides the programs or settings of the system');
      expect(judge(imageFilesStay, web(`mountPath: /opt${folder}`, 'a: b', 'image: "acme/api:1"'))).toEqual([]);
    },
  );
});
