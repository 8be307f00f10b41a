import { describe, expect, test } from '@jest/globals';
import { memoryOfPrograms } from '../../../../lib/checker/rules/containers/memory-of-programs';
import { judge } from '../judge';
import { object } from '../workloads';

describe('memory-of-programs', () => {
  const scan = (image: string, memory: string, more = '') =>
    object(
      'Deployment',
      'scan',
      `template: { spec: { containers: [{ name: scan, image: "${image}", resources: { limits: { memory: ${memory} } } ${more} }] } }`,
    );

  test('finds a limit with which the program does not start', () => {
    expect(judge(memoryOfPrograms, scan('clamav/clamav:1.4', '512Mi'))).toEqual([memoryOfPrograms.example]);
    expect(judge(memoryOfPrograms, scan('mcr.microsoft.com/mssql/server:2022-latest', '1Gi'))).toHaveLength(1);
    expect(judge(memoryOfPrograms, scan('sonarqube:10', '1Gi'))).toHaveLength(1);
  });

  test.each([
    ['enough', scan('clamav/clamav:1.4', '4Gi')],
    ['another command', scan('clamav/clamav:1.4', '512Mi', ', command: [freshclam]')],
    ['a heap of its own', scan('apache/kafka:3.9', '1Gi', ', env: [{ name: KAFKA_HEAP_OPTS, value: -Xmx512m }]')],
    ['another image', scan('acme/clamav-exporter:1', '64Mi')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(memoryOfPrograms, yaml)).toEqual([]);
  });

  test.each([
    ['clamav/clamav-debian', '1536Mi', ''],
    ['gitlab/gitlab-ce', '3Gi', ''],
    ['gitlab/gitlab-ee', '3Gi', ''],
    ['apache/kafka', '1Gi', 'KAFKA_HEAP_OPTS'],
    ['confluentinc/cp-kafka', '1Gi', 'KAFKA_HEAP_OPTS'],
    ['opensearchproject/opensearch', '1Gi', 'OPENSEARCH_JAVA_OPTS'],
    ['docker.elastic.co/logstash/logstash', '1Gi', 'LS_JAVA_OPTS'],
    ['quay.io/keycloak/keycloak', '512Mi', 'JAVA_OPTS_APPEND'],
    ['mcr.microsoft.com/mssql/server', '2000M', ''],
    ['sonatype/nexus3', '2703Mi', 'INSTALL4J_ADD_VM_PARAMS'],
    ['sonarqube', '2Gi', 'SONAR_WEB_JAVAOPTS'],
    ['docker.elastic.co/elasticsearch/elasticsearch', '512Mi', 'ES_JAVA_OPTS'],
    ['elasticsearch', '512Mi', 'ES_JAVA_OPTS'],
    ['docker.elastic.co/kibana/kibana', '512Mi', 'NODE_OPTIONS'],
    ['gvenzl/oracle-xe', '1536Mi', ''],
    ['gvenzl/oracle-free', '1536Mi', ''],
    ['vllm/vllm-openai', '2Gi', ''],
    ['ghcr.io/immich-app/immich-machine-learning', '512Mi', ''],
  ])('%s does not start within %s, unless %s says otherwise', (image, least, variable) => {
    expect(judge(memoryOfPrograms, scan(image, least))[0]).toContain(`expected more than ${least}, without which`);
    expect(judge(memoryOfPrograms, scan(image, '4Gi'))).toEqual([]);
    // A limit in bytes without a unit is another mistake.
    expect(judge(memoryOfPrograms, scan(image, '512'))).toEqual([]);
    const told = judge(memoryOfPrograms, scan(image, least, `, env: [{ name: ${variable || 'A'}, value: a }]`));
    expect(told).toHaveLength(variable === '' ? 1 : 0);
  });

  test('a file of the virtual machine, and variables of an object, may set the heap', () => {
    const search = (more: string) => judge(memoryOfPrograms, scan('opensearchproject/opensearch', '1Gi', more));
    expect(search(', volumeMounts: [{ name: c, mountPath: /config/jvm.options }]')).toEqual([]);
    expect(search(', volumeMounts: [{ name: c, mountPath: /config/other }]')).toHaveLength(1);
    expect(search(', envFrom: [{ configMapRef: { name: a } }]')).toEqual([]);
    const clamav = scan('clamav/clamav:1', '512Mi', ', envFrom: [{ configMapRef: { name: a } }]');
    expect(judge(memoryOfPrograms, clamav)).toHaveLength(1);
    expect(judge(memoryOfPrograms, scan('acme/sonarqube', '1Gi'))).toEqual([]);
    expect(judge(memoryOfPrograms, scan('sonarqube', '1Mi'))).toHaveLength(1);
    expect(judge(memoryOfPrograms, scan('sonarqube', '1023Ki'))).toEqual([]);
  });
});
