import { describe, expect, test } from '@jest/globals';
import { containerLogFormats } from '../../../../lib/checker/rules/containers/container-log-formats';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('container-log-formats', () => {
  const agent = (text: string, image = 'fluent/fluent-bit:3.1', folder = '/var/log', file = 'fluent-bit.conf') =>
    judge(
      containerLogFormats,
      object(
        'DaemonSet',
        'logs',
        `template: { spec: { volumes: [{ name: c, configMap: { name: logs } }, { name: log, hostPath: { path: ${folder} } }], containers: [{ name: a, image: "${image}", volumeMounts: [{ name: c, mountPath: /conf }] }] } }`,
      ) + configMap('logs', `${file}: ${JSON.stringify(text)}`),
    );
  const tail = (parser: string, path = '/var/log/containers/*.log') =>
    `[SERVICE]\n    Flush 1\n[INPUT]\n    Name tail\n    Path ${path}\n    ${parser}\n[OUTPUT]\n    Name stdout\n`;

  test('finds the format of Docker without the folder of Docker', () => {
    expect(agent(tail('multiline.parser  docker'))).toEqual([containerLogFormats.example]);
    expect(agent(tail('Parser docker'))).toHaveLength(1);
    const yaml =
      'pipeline:\n  inputs:\n    - name: tail\n      path: /var/log/containers/*.log\n      multiline.parser: docker\n';
    expect(agent(yaml)).toHaveLength(1);
  });

  test.each([
    [
      'Promtail',
      'grafana/promtail:3.0',
      'scrape_configs:\n  - job_name: pods\n    kubernetes_sd_configs: [{ role: pod }]\n    pipeline_stages:\n      - docker: {}\n',
      '- docker:',
      '- cri:',
    ],
    [
      'Fluentd',
      'fluent/fluentd:v1.17',
      '<source>\n  path /var/log/containers/*.log\n  <parse>\n    @type json\n  </parse>\n</source>\n',
      '@type json',
      '@type cri',
    ],
    [
      'the collector',
      'otel/opentelemetry-collector-contrib:0.110.0',
      'receivers:\n  filelog:\n    include: [/var/log/pods/*/*/*.log]\n    operators:\n      - type: container\n        format: docker\n',
      'format: docker',
      'format: containerd',
    ],
  ])('knows the words of %s', (_, image, text, docker, cri) => {
    expect(agent(text, image)).toHaveLength(1);
    expect(agent(text.replace(docker, cri), image)).toEqual([]);
  });

  test.each([
    ['the format of CRI', agent(tail('multiline.parser cri'))],
    ['both formats', agent(tail('multiline.parser docker, cri'))],
    ['another file', agent(tail('Parser docker', '/var/log/syslog'))],
    [
      'a parser of another input',
      agent(`${tail('multiline.parser cri')}[INPUT]\n    Name tail\n    Path /srv/a.log\n    Parser docker\n`),
    ],
    ['a comment', agent(tail('# Parser docker'))],
    ['nodes of Docker', agent(tail('Parser docker'), undefined, '/var/lib/docker/containers')],
    ['all folders of the node', agent(tail('Parser docker'), undefined, '/')],
    ['another program', agent(tail('Parser docker'), 'acme/agent:1')],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });
});
