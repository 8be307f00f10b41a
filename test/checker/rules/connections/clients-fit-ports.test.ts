import { describe, expect, test } from '@jest/globals';
import { clientsFitPorts } from '../../../../lib/checker/rules/connections/clients-fit-ports';
import { judge } from '../judge';
import { database, object } from '../workloads';

describe('clients-fit-ports', () => {
  const server = (image: string, ports: readonly number[], more = '') =>
    database(`image: "${image}" ${more}`).replace('template: {', 'template: { metadata: { labels: { app: db } },') +
    object(
      'Service',
      'db',
      `selector: { app: db }, ports: [${ports.map((port) => `{ name: p${port}, port: ${port} }`)}]`,
    );
  const runs = (command: string, env = '') =>
    object(
      'CronJob',
      'report',
      `jobTemplate: { spec: { template: { spec: { containers: [{ name: report, command: ${command} ${env} }] } } } }`,
    );
  const clickhouse = server('clickhouse/clickhouse-server:24.8', [8123, 9000]);

  test('finds a client at a port of another protocol', () => {
    const query = (port: number) => runs(`[clickhouse-client, --host=db, --port=${port}, --query=SELECT]`);
    expect(judge(clientsFitPorts, query(8123) + clickhouse)).toEqual([clientsFitPorts.example]);
    expect(judge(clientsFitPorts, query(9000) + clickhouse)).toEqual([]);
    expect(judge(clientsFitPorts, query(8123))).toEqual([]);
    expect(judge(clientsFitPorts, query(8123) + server('acme/clickhouse-proxy', [8123]))).toEqual([]);
    const script = runs('[sh, -c, "clickhouse client --port 8123 -h db -q SELECT"]');
    expect(judge(clientsFitPorts, script + clickhouse)).toHaveLength(1);
    const two = runs('[sh, -c, "clickhouse-client --host db; curl --port 8123 db"]');
    expect(judge(clientsFitPorts, two + clickhouse)).toEqual([]);
  });

  test('a Service may lead from any port to the port for clients', () => {
    const lead = clickhouse.replace('port: 8123 }', 'port: 8123, targetPort: 9000 }');
    const query = runs('[clickhouse-client, --host, db, --port, "8123"]');
    expect(judge(clientsFitPorts, query + lead)).toEqual([]);
  });

  test('the console of MinIO is where the server is told', () => {
    const minio = (address: string) =>
      server('minio/minio:RELEASE.2024', [9000, 9001], `, args: [server, /data, "--console-address=${address}"]`);
    const alias = (port: number) => runs(`[sh, -c, "mc alias set local http://db:${port} a b"]`);
    expect(judge(clientsFitPorts, alias(9001) + minio(':9001'))).toEqual([
      expect.stringContaining(
        'expected port 9000 of Service db for a client of S3, received 9001, which is for the console',
      ),
    ]);
    expect(judge(clientsFitPorts, alias(9000) + minio(':9001'))).toEqual([]);
    expect(judge(clientsFitPorts, alias(9001) + minio(':9090'))).toEqual([]);
    const env = (name: string) => runs('[run]', `, env: [{ name: ${name}, value: "http://db:9001" }]`);
    expect(judge(clientsFitPorts, env('S3_ENDPOINT') + minio(':9001'))).toHaveLength(1);
    expect(judge(clientsFitPorts, env('AWS_ENDPOINT_URL') + minio(':9001'))).toHaveLength(1);
    expect(judge(clientsFitPorts, env('MINIO_BROWSER_REDIRECT_URL') + minio(':9001'))).toEqual([]);
  });

  test.each([
    ['quay.io/coreos/etcd', 'etcdctl --endpoints=http://db:2380 get a', 2380, 2379],
    ['rabbitmq', 'rabbitmqadmin --host=db --port=5672 list queues', 5672, 15672],
    ['cassandra', 'cqlsh -e SELECT db 7000', 7000, 9042],
    ['hashicorp/vault', 'vault status -address=http://db:8201', 8201, 8200],
    ['hashicorp/consul', 'consul members -http-addr=http://db:8300', 8300, 8500],
    ['mysql', 'mysql -h db -P 33060 -e SELECT', 33060, 3306],
    ['temporalio/auto-setup', 'temporal operator cluster health --address db:8233', 8233, 7233],
  ])('%s does not answer %s', (image, script, wrong, right) => {
    const said = (text: string) => judge(clientsFitPorts, runs(`[sh, -c, "${text}"]`) + server(image, [wrong, right]));
    expect(said(script)).toEqual([expect.stringContaining(`expected port ${right} of Service db`)]);
    expect(said(script.replace(String(wrong), String(right)))).toEqual([]);
  });

  test.each([
    ['quay.io/coreos/etcd', 'ETCDCTL_ENDPOINTS', 'http://db:2380', 2380],
    ['hashicorp/vault', 'VAULT_ADDR', 'http://db:8201', 8201],
    ['hashicorp/consul', 'CONSUL_HTTP_ADDR', 'db:8300', 8300],
    ['temporalio/auto-setup', 'TEMPORAL_ADDRESS', 'db:8233', 8233],
  ])('%s does not answer %s with %s', (image, name, value, port) => {
    const env = runs('[run]', `, env: [{ name: ${name}, value: "${value}" }]`);
    expect(judge(clientsFitPorts, env + server(image, [port]))).toHaveLength(1);
  });
});
