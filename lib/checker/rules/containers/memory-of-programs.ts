import { commandLine } from '../../bundle/containers/command-line';
import { imageReference } from '../../bundle/containers/image-reference';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** The least memory with which programs start, by the end of the image's name, and what else sets the memory. */
const FLOORS: Readonly<Record<string, { readonly least: string; readonly set?: RegExp }>> = {
  // The signatures alone take more than 1 GiB: https://docs.clamav.net/manual/Installing/Docker.html#memory-ram-requirements
  'clamav/clamav': { least: '1536Mi' },
  'clamav/clamav-debian': { least: '1536Mi' },
  // https://docs.gitlab.com/install/requirements/
  'gitlab/gitlab-ce': { least: '3Gi' },
  'gitlab/gitlab-ee': { least: '3Gi' },
  // A heap of 1 GiB unless another is set: https://github.com/apache/kafka/blob/trunk/bin/kafka-server-start.sh
  'apache/kafka': { least: '1Gi', set: /KAFKA_HEAP_OPTS/ },
  'confluentinc/cp-kafka': { least: '1Gi', set: /KAFKA_HEAP_OPTS/ },
  // https://docs.opensearch.org/latest/install-and-configure/install-opensearch/docker/
  'opensearchproject/opensearch': { least: '1Gi', set: /OPENSEARCH_JAVA_OPTS|jvm\.options/ },
  // https://www.elastic.co/docs/reference/logstash/jvm-settings
  'logstash/logstash': { least: '1Gi', set: /LS_JAVA_OPTS|jvm\.options/ },
  // https://www.keycloak.org/server/containers#_specifying_different_memory_settings
  'keycloak/keycloak': { least: '512Mi', set: /JAVA_OPTS/ },
  // https://learn.microsoft.com/sql/linux/sql-server-linux-setup: the server refuses to start with less than 2000 MB.
  'mssql/server': { least: '2000M' },
  // A heap of 2703 MB unless another is set: https://github.com/sonatype/docker-nexus3
  'sonatype/nexus3': { least: '2703Mi', set: /INSTALL4J_ADD_VM_PARAMS/ },
  // https://docs.sonarsource.com/sonarqube-server/server-installation/server-host-requirements
  sonarqube: { least: '2Gi', set: /JAVAOPTS|JAVA_OPTS|_JAVAADDITIONALOPTS/i },
  // https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-basic
  'elasticsearch/elasticsearch': { least: '512Mi', set: /ES_JAVA_OPTS/ },
  elasticsearch: { least: '512Mi', set: /ES_JAVA_OPTS/ },
  'kibana/kibana': { least: '512Mi', set: /NODE_OPTIONS/ },
  // https://docs.docker.com/reference/samples/oracle/: the express edition asks for 2 GB.
  'gvenzl/oracle-xe': { least: '1536Mi' },
  'gvenzl/oracle-free': { least: '1536Mi' },
  // https://docs.vllm.ai: the libraries of CUDA alone take more.
  'vllm/vllm-openai': { least: '2Gi' },
  // https://docs.immich.app/install/requirements
  'immich-app/immich-machine-learning': { least: '512Mi' },
};

/** A well-known program has the memory with which the program starts. */
export const memoryOfPrograms: Rule = {
  id: 'memory-of-programs',
  answer: 'risk',
  why: 'some programs take more memory before they serve anybody than a usual limit: the kernel kills them at each start (OOMKilled, exit code 137)',
  example:
    'Deployment default/scan: spec.template.spec.containers[scan].resources.limits.memory: expected more than 1536Mi, without which clamav/clamav does not start, received "512Mi" [memory-of-programs]',
  check: ({ containers }) =>
    containers
      .filter(({ init }) => !init)
      .flatMap((container): Finding[] => {
        const limit = valueAt(container.spec, 'resources', 'limits', 'memory');
        const parts = (imageReference(container)?.repository ?? '').split('/');
        const name = [parts.slice(-2).join('/'), parts.length === 1 ? parts[0] : ''].find((each) =>
          Object.hasOwn(FLOORS, each ?? ''),
        );
        const floor = FLOORS[name ?? ''];
        const bytes = quantity(limit);
        const own = [
          ...commandLine(container),
          ...listAt(container.spec, 'env').map((entry) => stringAt(entry, 'name') ?? ''),
          ...listAt(container.spec, 'volumeMounts').map((mount) => stringAt(mount, 'mountPath') ?? ''),
          ...(listAt(container.spec, 'envFrom').length > 0
            ? [
                'JAVA_OPTS KAFKA_HEAP_OPTS OPENSEARCH_JAVA_OPTS LS_JAVA_OPTS ES_JAVA_OPTS NODE_OPTIONS INSTALL4J_ADD_VM_PARAMS',
              ]
            : []),
        ].join(' ');
        // Another command, such as a client's, needs less.
        const isOther = listAt(container.spec, 'command').length > 0 || floor?.set?.test(own);
        if (!floor || bytes === undefined || isOther || bytes > (quantity(floor.least) ?? 0) || bytes < 2 ** 20)
          return [];
        return [
          {
            object: container.template.owner,
            field: `${container.path}.resources.limits.memory`,
            expected: `more than ${floor.least}, without which ${name} does not start`,
            received: quoted(limit),
          },
        ];
      }),
};
