import { listAt, type Manifest, numberAt, stringsAt, valueAt } from '../manifest/manifest';
import type { OperatedSecret, Operator } from './operator';

/** The ports of a server, and those with TLS beside: https://www.rabbitmq.com/kubernetes/operator/using-operator#tls */
const PORTS = { amqp: 5672, management: 15672, prometheus: 15692 } as const;
const TLS_PORTS = { amqps: 5671, 'management-tls': 15671, 'prometheus-tls': 15691 } as const;
/** The ports of plugins, without TLS and with TLS: https://www.rabbitmq.com/docs/networking#ports */
const PLUGINS: Readonly<Record<string, readonly [name: string, plain: number, tls: number]>> = {
  rabbitmq_mqtt: ['mqtt', 1883, 8883],
  rabbitmq_stomp: ['stomp', 61613, 61614],
  rabbitmq_stream: ['stream', 5552, 5551],
  rabbitmq_multi_dc_replication: ['stream', 5552, 5551],
  rabbitmq_web_mqtt: ['web-mqtt', 15675, 15676],
  rabbitmq_web_stomp: ['web-stomp', 15674, 15673],
};
/** https://www.rabbitmq.com/kubernetes/operator/using-operator#find */
const KEYS = ['connection_string', 'default_user.conf', 'host', 'password', 'port', 'provider', 'type', 'username'];

/** The cluster operator of RabbitMQ: https://www.rabbitmq.com/kubernetes/operator/using-operator */
export const rabbitmq: Operator = {
  kinds: {
    'rabbitmq.com/RabbitmqCluster': { appliedAfter: 'EndpointSlice', makes: serviceAndPods, secrets: secretsOf },
  },
};

function serviceAndPods(cluster: Manifest): Manifest[] {
  const { name, namespace } = cluster.metadata;
  // A Service or pods of the user's own form may have any port and any label.
  if (valueAt(cluster, 'spec', 'override') !== undefined) return [];
  const place = (object: string) => ({ name: object, ...(namespace !== undefined && { namespace }) });
  const labels = {
    ...stringsAt(cluster, 'metadata', 'labels'),
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': 'rabbitmq',
    'app.kubernetes.io/part-of': 'rabbitmq',
  };
  const isTls = valueAt(cluster, 'spec', 'tls', 'secretName') !== undefined;
  const isPlain = valueAt(cluster, 'spec', 'tls', 'disableNonTLSListeners') !== true;
  const plugins = listAt(cluster, 'spec', 'rabbitmq', 'additionalPlugins').flatMap((each) => {
    const [name, plain, tls] = PLUGINS[String(each)] ?? [];
    return [
      ...(name && isPlain ? [[name, plain] as const] : []),
      ...(name && isTls ? [[`${name}-tls`, tls] as const] : []),
    ];
  });
  const ports = [...new Map([...Object.entries({ ...(isPlain && PORTS), ...(isTls && TLS_PORTS) }), ...plugins])];
  const servers = Array.from({ length: numberAt(cluster, 'spec', 'replicas') ?? 1 }, (_, index) => index);
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...place(name), labels },
      spec: {
        ports: ports.map(([name, port]) => ({ name, port, targetPort: port })),
        selector: { 'app.kubernetes.io/name': name },
      },
    },
    ...servers.map((index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...place(`${name}-server-${index}`), labels },
      spec: {
        containers: [
          {
            name: 'rabbitmq',
            ports: ports.map(([name, containerPort]) => ({ name, containerPort })),
            readinessProbe: {},
          },
        ],
      },
    })),
  ];
}

/** The account of applications. Another backend of secrets has the account elsewhere. */
function secretsOf(cluster: Manifest): OperatedSecret[] {
  if (valueAt(cluster, 'spec', 'secretBackend') !== undefined) return [];
  const values = KEYS.map((key) => ({ key, field: 'metadata.name', value: undefined }));
  return [{ name: `${cluster.metadata.name}-default-user`, values }];
}
