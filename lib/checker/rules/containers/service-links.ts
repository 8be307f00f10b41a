import type { Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { runs } from '../../bundle/workloads/members';
import { listAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/**
 * Programs that read a variable which Kubernetes makes for a Service of a name, and the name of the Service. The reader
 * may be the entrypoint of the image alone. An option `--port` may win over the variable.
 */
type Collision = readonly [image: RegExp, service: string, variable: string, reader?: 'entrypoint' | 'option'];

const COLLISIONS: readonly Collision[] = [
  // https://docs.vllm.ai/en/latest/serving/env_vars.html
  [/^vllm(-openai)?$/, 'vllm', 'VLLM_PORT'],
  // https://docs.confluent.io/platform/current/installation/docker/config-reference.html: the images refuse PORT
  [/^cp-(enterprise-)?kafka$|^cp-server$/, 'kafka', 'KAFKA_PORT', 'entrypoint'],
  [/^cp-schema-registry$/, 'schema-registry', 'SCHEMA_REGISTRY_PORT', 'entrypoint'],
  [/^cp-kafka-rest$/, 'kafka-rest', 'KAFKA_REST_PORT', 'entrypoint'],
  // https://mlflow.org/docs/latest/api_reference/cli.html#mlflow-server
  [/^mlflow$/, 'mlflow', 'MLFLOW_PORT', 'option'],
  // https://zeppelin.apache.org/docs/latest/setup/operation/configuration.html
  [/^zeppelin$/, 'zeppelin', 'ZEPPELIN_PORT'],
  // https://spark.apache.org/docs/latest/spark-standalone.html#cluster-launch-scripts
  [/^spark(-py|-r)?$/, 'spark-master', 'SPARK_MASTER_PORT'],
  // https://superset.apache.org/docs/configuration/configuring-superset
  [/^superset$/, 'superset', 'SUPERSET_PORT'],
  // https://flower.readthedocs.io/en/latest/config.html#environment-variables
  [/^flower$/, 'flower', 'FLOWER_PORT', 'option'],
  // https://neo4j.com/docs/operations-manual/current/docker/configuration/: each NEO4J_* is a setting
  [/^neo4j$/, 'neo4j', 'NEO4J_PORT', 'entrypoint'],
  // https://solr.apache.org/guide/solr/latest/deployment-guide/taking-solr-to-production.html
  [/^solr$/, 'solr', 'SOLR_PORT'],
  // https://docs.paperless-ngx.com/configuration/
  [/^paperless-ngx$/, 'paperless', 'PAPERLESS_PORT'],
  // https://www.authelia.com/integration/kubernetes/introduction/: each AUTHELIA_* is a setting
  [/^authelia$/, 'authelia', 'AUTHELIA_PORT'],
  // https://zitadel.com/docs/self-hosting/manage/configure
  [/^zitadel$/, 'zitadel', 'ZITADEL_PORT'],
];

/** Kubernetes makes no variable for a Service under the name of a program's setting. */
export const serviceLinks: Rule = {
  id: 'service-links',
  answer: 'broken',
  why: 'for a Service Kubernetes puts variables such as API_PORT=tcp://10.0.0.1:80 into each pod of the namespace: a program that expects a number there does not start',
  example:
    'Deployment default/api: spec.template.spec.enableServiceLinks: expected false, since Service vllm makes VLLM_PORT, which the program reads, received nothing [service-links]',
  about: COLLISIONS.map(([, service]) => service),
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => !init && valueAt(template.spec, 'enableServiceLinks') !== false)
      .flatMap((container): Finding[] => {
        const { template } = container;
        const line = commandLine(container).join(' ');
        // A command takes the place of the entrypoint, or ends with the entrypoint.
        const isReplaced = listAt(container.spec, 'command').length > 0 && !/entrypoint|docker\/run/.test(line);
        const isRead = ([, service, , reader]: Collision) =>
          !isReplaced || (reader !== 'entrypoint' && line.includes(service.replace(/-.*/, '')));
        const found = COLLISIONS.find((each) => {
          const [image, service, , reader] = each;
          if (reader === 'option' && /(^|\s)--port[\s=]/.test(line)) return false;
          return isRead(each) && runs(container, image) && bundle.find('Service', template.namespace, service);
        });
        if (found === undefined) return [];
        const [, service, variable] = found;
        const isHeadless = valueAt(bundle.find('Service', template.namespace, service), 'spec', 'clusterIP') === 'None';
        // A variable of the container wins.
        const own = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
        if (isHeadless || own.some(({ name }) => name === variable)) return [];
        const expected = `false, since Service ${service} makes ${variable}, which the program reads`;
        return [
          {
            object: template.owner,
            field: `${template.path}.enableServiceLinks`,
            expected,
            received: received(container),
          },
        ];
      }),
};

const received = ({ template }: Container): string =>
  valueAt(template.spec, 'enableServiceLinks') === true ? 'true' : 'nothing';
