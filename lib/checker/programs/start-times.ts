/** Seconds that a program takes to start at the very least, by the image or the path of a probe. */
export const START_TIMES: readonly (readonly [image: RegExp, seconds: number])[] = [
  // https://www.keycloak.org/server/containers, https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-basic
  [/^(keycloak|elasticsearch|opensearch|logstash|cp-kafka-connect|kafka-connect|superset|wildfly)$/, 20],
  // https://github.com/jenkinsci/docker, https://hub.docker.com/_/sonarqube, https://hub.docker.com/_/cassandra, https://www.metabase.com/docs/latest/installation-and-operation/running-metabase-on-docker
  [/^(jenkins|sonarqube|cassandra|metabase)$/, 30],
  // https://github.com/sonatype/docker-nexus3, https://docs.gitlab.com/install/docker/, https://hub.docker.com/r/atlassian/jira-software
  [/^(nexus3|gitlab-ce|gitlab-ee|jira-software|confluence|bitbucket|discourse|oracle-free|oracle-xe)$/, 45],
];

/** https://docs.spring.io/spring-boot/reference/actuator/endpoints.html: a JVM with a context of Spring. */
export const SPRING = { path: /^\/(\w+\/)?actuator\//, seconds: 20 } as const;
