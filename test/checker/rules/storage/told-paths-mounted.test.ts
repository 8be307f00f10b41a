import { describe, expect, test } from '@jest/globals';
import { toldPathsMounted } from '../../../../lib/checker/rules/storage/told-paths-mounted';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('told-paths-mounted', () => {
  const pod = (container: string, volumes = '{ name: data, emptyDir: {} }') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [${volumes}], containers: [{ name: api, ${container} }] } }`,
    );
  const at = (path: string) => `volumeMounts: [{ name: data, mountPath: ${path} }]`;
  const told = (path: string) => `env: [{ name: INPUT_DIR, value: ${path} }]`;

  test('finds a folder that is mounted under nearly the same path', () => {
    expect(judge(toldPathsMounted, pod(`${told('/uploads')}, ${at('/upload')}`))).toEqual([toldPathsMounted.example]);
    expect(judge(toldPathsMounted, pod(`${told('/var/log/app.log')}, ${at('/var/log/app')}`))).toHaveLength(1);
    expect(judge(toldPathsMounted, pod(`${told('/srv/static')}, ${at('/srv/html/static')}`))).toHaveLength(1);
  });

  test.each([
    ['a folder below the mount', `${told('/upload/in')}, ${at('/upload')}`],
    ['a folder of the image', `${told('/app/pages')}, ${at('/upload')}`],
    ['a mounted folder that another word names', `args: [/upload], ${told('/uploads')}, ${at('/upload')}`],
    ['folders with numbers', `${told('/data-1')}, ${at('/data-2')}`],
  ])('accepts %s', (_, container) => {
    expect(judge(toldPathsMounted, pod(container))).toEqual([]);
  });

  const rules = (pattern: string) =>
    pod(at('/etc/prometheus'), '{ name: data, configMap: { name: rules } }') +
    configMap('rules', `"prometheus.yml": "rule_files: [${pattern}]", "rules.yml": "groups: []"`);

  test('finds a pattern that no mounted file fits', () => {
    expect(judge(toldPathsMounted, rules('/etc/prometheus/rules/*.yml'))[0]).toContain(
      'expected /etc/prometheus/rules.yml, which is mounted and which nobody names',
    );
    expect(judge(toldPathsMounted, rules('/etc/prometheus/r*.yml'))).toEqual([]);
  });

  test('finds a file that is mounted elsewhere', () => {
    const redis = (file: string) =>
      pod(`args: [${file}], ${at('/etc/redis')}`, '{ name: data, configMap: { name: redis } }') +
      configMap('redis', '"redis.conf": "port 6379"');
    expect(judge(toldPathsMounted, redis('/usr/local/etc/redis/redis.conf'))).toHaveLength(1);
    expect(judge(toldPathsMounted, redis('/etc/redis/redis.conf'))).toEqual([]);
  });

  test('finds a shared volume at another place than the path that both are told', () => {
    const both = (path: string, file = '/work/in.csv') =>
      pod(`args: [${file}], ${at(path)} }, { name: fetch, args: [/work/in.csv], ${at('/work')}`);
    expect(judge(toldPathsMounted, both('/data'))[0]).toContain(
      'expected a path below /data, where volume data is mounted in this container',
    );
    expect(judge(toldPathsMounted, both('/work'))).toEqual([]);
    expect(judge(toldPathsMounted, both('/data', '/work/own.csv'))).toEqual([]);
  });

  test('finds a folder that another container has to itself', () => {
    const beside = (more: string) =>
      pod(`env: [{ name: LOG_DIR, value: /logs }]${more} }, { name: tail, ${at('/logs')}`);
    expect(judge(toldPathsMounted, beside(''))[0]).toContain(
      'expected a mount of volume data in the container, as in tail',
    );
    expect(judge(toldPathsMounted, beside(`, ${at('/logs')}`))).toEqual([]);
  });

  test('finds a volume that another container has at the path', () => {
    const upload = (path: string) =>
      judge(
        toldPathsMounted,
        pod(
          `args: [copy, /dumps, "s3:db"], ${at(path)} }, { name: dump, args: ["--out=/dumps/db"], volumeMounts: [{ name: data, mountPath: /dumps }]`,
        ),
      );
    expect(upload('/upload')).toHaveLength(1);
    expect(upload('/dumps')).toEqual([]);
  });

  test('knows that both endings of YAML are meant', () => {
    const jobs = (path: string) =>
      pod(
        `args: [sidekiq, -C, ${path}], volumeMounts: [{ name: c, mountPath: /etc/sidekiq }]`,
        '{ name: c, configMap: { name: c } }',
      ) + configMap('c', 'sidekiq.yml: ":queues: [mail]"');
    expect(judge(toldPathsMounted, jobs('/app/config/sidekiq.yaml'))).toHaveLength(1);
    expect(judge(toldPathsMounted, jobs('/etc/sidekiq/sidekiq.yml'))).toEqual([]);
  });

  test('finds a pattern for a folder that fits no file of the folder', () => {
    const mounted = (pattern: string, file: string, more = '') =>
      judge(
        toldPathsMounted,
        pod(
          'args: [--config.file=/etc/prometheus/prometheus.yml], volumeMounts: [{ name: data, mountPath: /etc/prometheus }, { name: rules, mountPath: /etc/rules }]',
          '{ name: data, configMap: { name: main } }, { name: rules, configMap: { name: rules } }',
        ) +
          configMap('main', `"prometheus.yml": "rule_files:\\n  - ${pattern}\\n${more}"`) +
          configMap('rules', `"${file}": "groups: []"`),
      );
    expect(mounted('/etc/rules/*.rules', 'site.yml')).toEqual([
      'ConfigMap default/main: data[prometheus.yml]: expected a pattern that fits site.yml, which is mounted at /etc/rules and which nobody names, received "/etc/rules/*.rules" [told-paths-mounted]',
    ]);
    expect(mounted('/etc/rules/*.yml', 'site.yml')).toEqual([]);
    expect(mounted('/etc/rules/*.yml', 'site.yaml')).toHaveLength(1);
    expect(mounted('/etc/rules/*.rules', 'site.yml', '  - /etc/rules/site.yml')).toEqual([]);
    expect(mounted('/etc/rules/*.rules', 'site.yml', '  - /etc/rules/*.yml')).toEqual([]);
  });

  test('reads the patterns of Prometheus from the folder of its file', () => {
    const beside = (pattern: string, other = '"alerts.yml": "groups: []"') =>
      pod(
        `args: [--config.file=/etc/prometheus/prometheus.yml], ${at('/etc/prometheus')}`,
        '{ name: data, configMap: { name: rules } }',
      ) + configMap('rules', `"prometheus.yml": "rule_files:\\n  - '${pattern}'\\n", ${other}`);
    expect(judge(toldPathsMounted, beside('*.rules'))[0]).toContain('expected a pattern that fits alerts.yml');
    expect(judge(toldPathsMounted, beside('*.yml'))).toEqual([]);
    expect(judge(toldPathsMounted, beside('alerts.yml'))).toEqual([]);
    expect(judge(toldPathsMounted, beside('*.rules', '"web.yml": "tls: 1"'))).toEqual([]);
  });

  test('finds a claim that another workload of the image has around the path', () => {
    const cron = (path: string, image = 'nextcloud:29', claim = 'files') =>
      judge(
        toldPathsMounted,
        pod(
          'image: "nextcloud:29", volumeMounts: [{ name: f, mountPath: /var/www/html }]',
          '{ name: f, persistentVolumeClaim: { claimName: files } }',
        ) +
          object(
            'CronJob',
            'cron',
            `jobTemplate: { spec: { template: { spec: { volumes: [{ name: f, persistentVolumeClaim: { claimName: ${claim} } }], containers: [{ name: cron, image: "${image}", command: [php, -f, /var/www/html/cron.php], volumeMounts: [{ name: f, mountPath: ${path} }] }] } } } }`,
          ),
      );
    expect(cron('/var/www/html/data')[0]).toContain('where claim files is mounted at /var/www/html, as in Deployment');
    expect(cron('/var/www/html')).toEqual([]);
    expect(cron('/var/www/html/data', 'acme/cron')).toEqual([]);
    expect(cron('/var/www/html/data', 'nextcloud:29', 'own')).toEqual([]);
  });
});
