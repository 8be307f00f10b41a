/** The least memory with which programs start, by the end of the image's name, and what else sets the memory. */
export const LEAST_MEMORY: Readonly<Record<string, { readonly least: string; readonly set?: RegExp }>> = {
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
