import { describe, expect, test } from '@jest/globals';
import { listensBeyondLoopback } from '../../../../lib/checker/rules/containers/listens-beyond-loopback';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('listens-beyond-loopback', () => {
  const service = object('Service', 'api', 'selector: { app: api }, ports: [{ port: 80, targetPort: 8000 }]');
  const started = (container: string) =>
    judge(listensBeyondLoopback, deployment(`{ name: api, ${container} }`) + service);

  test('finds a program that answers its own pod alone where a Service leads', () => {
    expect(started('args: [gunicorn, app, --bind, "127.0.0.1:8000"]')).toEqual([listensBeyondLoopback.example]);
    expect(started('args: [gunicorn, app, -b, "127.0.0.1:8000"]')).toHaveLength(1);
    expect(started('args: [gunicorn, app, --bind, "0.0.0.0:8000"]')).toEqual([]);
    expect(started('args: [gunicorn, app, --bind, "127.0.0.1:9000"]')).toEqual([]);
  });

  test('finds an address and a port in two options, and a program that needs to be told', () => {
    expect(started('args: [uvicorn, "app:app", --host, 127.0.0.1, --port, "8000"]')).toHaveLength(1);
    expect(started('args: [uvicorn, "app:app"]').join()).toContain('expected --host 0.0.0.0');
    expect(started('args: [uvicorn, "app:app", --host=0.0.0.0]')).toEqual([]);
    expect(started('args: [uvicorn, "app:app"], env: [{ name: UVICORN_HOST, value: "0.0.0.0" }]')).toEqual([]);
    expect(started('args: [python, manage.py, runserver]')).toHaveLength(1);
    expect(started('args: [python, manage.py, runserver, "0.0.0.0:8000"]')).toEqual([]);
  });

  test('finds an address in a variable, for the kubelet', () => {
    const health = (address: string, host = '') =>
      started(
        `ports: [{ name: http, containerPort: 8080 }], env: [{ name: HEALTH_LISTEN, value: "${address}" }], readinessProbe: { httpGet: { port: http ${host} } }`,
      );
    expect(health('127.0.0.1:8080')).toHaveLength(1);
    expect(health('0.0.0.0:8080')).toEqual([]);
    expect(health('127.0.0.1:9090')).toEqual([]);
    expect(health('127.0.0.1:8080', ', host: 127.0.0.1')).toEqual([]);
  });

  test('the address of a neighbour is no address of the program', () => {
    const env = (name: string) => `env: [{ name: ${name}, value: "http://127.0.0.1:8000" }]`;
    expect(started(env('UPSTREAM_ADDR'))).toEqual([]);
    expect(started(env('API_ADDR'))).toEqual([]);
    expect(started(env('LISTEN_URL'))).toHaveLength(1);
    const args = 'args: ["--cache.address=localhost:8000"]';
    expect(started(`${args} }, { name: cache, ports: [{ containerPort: 8000 }]`)).toEqual([]);
    expect(started(args)).toHaveLength(1);
  });

  test('finds the URLs of a program of .NET', () => {
    const env = (name: string, value = 'http://localhost:8000') => `env: [{ name: ${name}, value: "${value}" }]`;
    expect(started(env('ASPNETCORE_URLS'))).toHaveLength(1);
    expect(started(env('Kestrel__Endpoints__Http__Url'))).toHaveLength(1);
    expect(started('args: [--urls, "http://127.0.0.1:8000"]')).toHaveLength(1);
    expect(started(env('ASPNETCORE_URLS', 'http://+:8000'))).toEqual([]);
    expect(started(env('API_URLS'))).toEqual([]);
  });

  test('finds a database whose entrypoint is replaced', () => {
    const mongo = object('Service', 'api', 'selector: { app: api }, ports: [{ port: 27017 }, { port: 6379 }]');
    const judged = (container: string) =>
      judge(listensBeyondLoopback, deployment(`{ name: api, ${container} }`) + mongo);
    expect(judged('image: mongo, command: [mongod, --replSet, rs0]')).toHaveLength(1);
    expect(judged('image: mongo, command: [mongod, --replSet, rs0, --bind_ip_all]')).toEqual([]);
    expect(judged('image: mongo, args: [--replSet, rs0]')).toEqual([]);
  });

  test('reads the file of a database', () => {
    const cache = (bind: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { template: { metadata: { labels: { app: api } }, spec: {
  containers: [{ name: api, image: redis, args: [/etc/redis/redis.conf], volumeMounts: [{ name: config, mountPath: /etc/redis }] }],
  volumes: [{ name: config, configMap: { name: config } }] } } }
${configMap('config', `redis.conf: "bind ${bind}"`)}
${object('Service', 'api', 'selector: { app: api }, ports: [{ port: 6379 }]')}`;
    expect(judge(listensBeyondLoopback, cache('127.0.0.1'))).toHaveLength(1);
    expect(judge(listensBeyondLoopback, cache('0.0.0.0'))).toEqual([]);
  });

  test('finds an address beside its port, and a listener of a list', () => {
    const ports = 'ports: [{ containerPort: 8000 }]';
    const env = (host: string, name = 'SERVER_HOST') =>
      started(`${ports}, env: [{ name: ${name}, value: "${host}" }, { name: SERVER_PORT, value: "8000" }]`);
    expect(env('127.0.0.1')).toHaveLength(1);
    expect(env('0.0.0.0')).toEqual([]);
    expect(env('127.0.0.1', 'REDIS_HOST')).toEqual([]);
    const listed = (address: string) =>
      judge(
        listensBeyondLoopback,
        `${deployment('{ name: api, volumeMounts: [{ name: c, mountPath: /c }] }').replace('containers:', 'volumes: [{ name: c, configMap: { name: c } }], containers:')}
${configMap('c', `home.yaml: "listeners: [{ port: 8000, bind_addresses: ['${address}'] }, { port: 9000, bind_addresses: ['127.0.0.1'] }]"`)}${service}`,
      );
    expect(listed('127.0.0.1')).toHaveLength(1);
    expect(listed('0.0.0.0')).toEqual([]);
  });

  test('members of a cluster ask for each other', () => {
    const etcd = (address: string) =>
      `${object(
        'StatefulSet',
        'api',
        `replicas: 3, template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: etcd, command: [etcd], args: ["--listen-client-urls=http://0.0.0.0:2379", "--listen-peer-urls=http://${address}:2380"] }] } }`,
      )}${service}`;
    expect(judge(listensBeyondLoopback, etcd('127.0.0.1'))).toHaveLength(1);
    expect(judge(listensBeyondLoopback, etcd('0.0.0.0'))).toEqual([]);
  });

  test('a file of its own may tell etcd where to listen', () => {
    const etcd = (more: string) => served(2379, args(`etcd --name=a ${more}`));
    expect(etcd('')).toHaveLength(1);
    expect(etcd('--config-file=/etc/etcd/etcd.yaml')).toEqual([]);
  });

  test.each([
    ['mosquitto.conf', 'listener 8000 127.0.0.1', 'listener 8000'],
    ['nginx.conf', 'listen 127.0.0.1:8000 default_server;', 'listen 8000 default_server;'],
    ['haproxy.cfg', 'bind 127.0.0.1:8000 ssl', 'bind *:8000 ssl'],
  ])('finds a line of %s', (file, own, open) => {
    const told = (...lines: string[]) =>
      configMap('c', `"${file}": ${JSON.stringify(lines.join('\n'))}`) +
      deployment(
        '{ name: api, image: app, volumeMounts: [{ name: c, mountPath: /etc/c }] }], volumes: [{ name: c, configMap: { name: c } }',
      ) +
      service;
    expect(judge(listensBeyondLoopback, told(own))).toHaveLength(1);
    expect(judge(listensBeyondLoopback, told(open))).toEqual([]);
    expect(judge(listensBeyondLoopback, told(own, open))).toEqual([]);
  });

  test('finds a broker without a listener', () => {
    const broker = (text: string, tag = '2.0') =>
      judge(
        listensBeyondLoopback,
        configMap('c', `mosquitto.conf: "${text}"`) +
          deployment(
            `{ name: api, image: "eclipse-mosquitto:${tag}", volumeMounts: [{ name: c, mountPath: /mosquitto/config }] }], volumes: [{ name: c, configMap: { name: c } }`,
          ) +
          object('Service', 'api', 'selector: { app: api }, ports: [{ port: 1883 }]'),
      );
    expect(broker('allow_anonymous true')).toHaveLength(1);
    expect(broker('listener 1883')).toEqual([]);
    expect(broker('allow_anonymous true', '1.6')).toEqual([]);
  });

  const served = (port: number, container: string) =>
    judge(
      listensBeyondLoopback,
      deployment(`{ name: api, ${container} }`) +
        object('Service', 'api', `selector: { app: api }, ports: [{ port: ${port} }]`),
    );
  const args = (line: string, more = '') => `args: [${line.split(' ').map((word) => JSON.stringify(word))}] ${more}`;

  test.each([
    ['uvicorn app:app', 8000, '--host 0.0.0.0', '--host', '--port'],
    ['hypercorn app:app', 8000, '--bind 0.0.0.0:8000', '--bind', ''],
    ['hypercorn app:app', 8000, '--bind 0.0.0.0:8000', '-b', ''],
    ['daphne app:app', 8000, '--bind 0.0.0.0', '--bind', '--port'],
    ['daphne app:app', 8000, '--bind 0.0.0.0', '-b', '-p'],
    ['flask run', 5000, '--host 0.0.0.0', '--host', '--port'],
    ['flask run', 5000, '--host 0.0.0.0', '-h', '-p'],
    ['php artisan serve', 8000, '--host 0.0.0.0', '--host', '--port'],
    ['mlflow server', 5000, '--host 0.0.0.0', '--host', '--port'],
    ['mlflow ui', 5000, '--host 0.0.0.0', '-h', '-p'],
    ['hugo server', 1313, '--bind 0.0.0.0', '--bind', '--port'],
    ['hugo serve', 1313, '--bind 0.0.0.0', '--bind', '-p'],
    ['mkdocs serve', 8000, '--dev-addr 0.0.0.0:8000', '--dev-addr', ''],
    ['mkdocs serve', 8000, '--dev-addr 0.0.0.0:8000', '-a', ''],
    ['vite preview', 4173, '--host 0.0.0.0', '--host', '--port'],
    ['mongod', 27017, '--bind_ip_all', '--bind_ip', '--port'],
    ['etcd', 2379, '--listen-client-urls=http://0.0.0.0:2379', '--listen-client-urls', ''],
    ['python manage.py runserver', 8000, 'runserver 0.0.0.0:8000', '', ''],
  ])('%s listens on %d of its own pod, unless told otherwise', (line, port, remedy, address, portOption) => {
    const end = address.length === 2 ? ' ' : '=';
    expect(served(port, args(line))[0]).toContain(`expected ${remedy}`);
    expect(served(port + 1, args(line))).toEqual([]);
    if (address !== '') {
      expect(served(port, args(`${line} ${address}${end}127.0.0.1`))[0]).toContain('expected 0.0.0.0 for');
      expect(served(port, args(`${line} ${address}${end}0.0.0.0`))).toEqual([]);
    }
    if (portOption !== '') {
      const own = `${line} ${portOption}${portOption.length === 2 ? ' ' : '='}7777`;
      expect(served(7777, args(own))).toHaveLength(1);
      expect(served(port, args(own))).toEqual([]);
    }
  });

  test.each([
    ['uvicorn app:app', 'UVICORN_HOST', 'UVICORN_PORT', 8000],
    ['flask run', 'FLASK_RUN_HOST', 'FLASK_RUN_PORT', 5000],
    ['php artisan serve', 'SERVER_HOST', 'SERVER_PORT', 8000],
    ['mlflow server', 'MLFLOW_HOST', 'MLFLOW_PORT', 5000],
  ])('%s reads %s and %s', (line, host, port, usual) => {
    const env = (values: string) => args(line, `, env: [${values}]`);
    expect(served(usual, env(`{ name: ${host}, value: 0.0.0.0 }`))).toEqual([]);
    expect(served(usual, env(`{ name: ${host}, value: 127.0.0.1 }`))).toHaveLength(1);
    expect(served(7777, env(`{ name: ${port}, value: "7777" }`))).toHaveLength(1);
  });

  test.each([
    ['gunicorn app', 8000, 'GUNICORN_BIND', ''],
    ['valkey-server', 6379, 'bind', 'port'],
    ['mariadbd', 3306, 'bind-address', 'port'],
    ['postgres', 5432, 'listen_addresses', 'port'],
    ['java -jar app.jar', 8080, 'server.address', 'server.port'],
    ['etcd --listen-client-urls=http://0.0.0.0:2379', 2380, 'listen-peer-urls', ''],
    ['etcd --listen-client-urls=http://0.0.0.0:2379', 2381, 'listen-metrics-urls', ''],
    ['mongod', 27017, 'net.bindIp', 'net.port'],
  ])('%s listens on %d beyond its pod, unless %s says otherwise', (line, port, address, portName) => {
    const env = (values: Readonly<Record<string, string | number>>) =>
      args(line, `, env: [${Object.entries(values).map(([name, value]) => `{ name: ${name}, value: "${value}" }`)}]`);
    expect(served(port, env({ [address]: '127.0.0.1' }))[0]).toContain(`expected 0.0.0.0 for ${address}`);
    expect(served(port, env({ [address]: '0.0.0.0' }))).toEqual([]);
    if (line !== 'mongod') expect(served(port, env({}))).toEqual([]);
    if (portName !== '') expect(served(7777, env({ [address]: 'localhost', [portName]: 7777 }))).toHaveLength(1);
  });

  test.each([
    ['elasticsearch', 9200, 'network.host', 'http.port'],
    ['opensearch', 9200, 'http.host', 'http.port'],
    ['grafana/grafana', 3000, 'GF_SERVER_HTTP_ADDR', 'GF_SERVER_HTTP_PORT'],
    ['grafana/grafana-oss', 3000, 'http_addr', 'http_port'],
    ['mysql', 3306, 'bind-address', 'port'],
    ['redis', 6379, 'bind', 'port'],
    ['postgres', 5432, 'listen_addresses', 'port'],
  ])('the image %s listens on %d, where %s says', (image, port, address, portName) => {
    const told = (values: Readonly<Record<string, string>>) =>
      `image: ${image}, env: [${Object.entries(values).map(([name, value]) => `{ name: ${name}, value: "${value}" }`)}]`;
    expect(served(port, told({ [address]: '127.0.0.1' }))).toHaveLength(1);
    expect(served(7777, told({ [address]: '127.0.0.1', [portName]: '7777' }))).toHaveLength(1);
    expect(served(port, told({ [address]: '0.0.0.0' }))).toEqual([]);
  });

  describe('a collector', () => {
    const collector = (image: string, config: string) =>
      judge(
        listensBeyondLoopback,
        deployment(
          `{ name: otel, image: "${image}", volumeMounts: [{ name: conf, mountPath: /conf }], livenessProbe: { httpGet: { port: 13133 } } }`,
        ).replace('containers:', 'volumes: [{ name: conf, configMap: { name: otel } }], containers:') +
          object('Service', 'otel', 'selector: { app: api }, ports: [{ port: 4317 }, { port: 4318 }]') +
          configMap('otel', `config.yaml: ${JSON.stringify(config)}`),
      );
    const old = 'otel/opentelemetry-collector-contrib:0.100.0';
    const http = (endpoint: string) => `receivers: { otlp: { protocols: { http: { endpoint: "${endpoint}" } } } }`;

    test('listens for the clients of its Service', () => {
      expect(collector(old, http('localhost:4318'))).toEqual([
        'ConfigMap default/otel: data[config.yaml]: expected 0.0.0.0:4318 for receivers.otlp.protocols.http.endpoint: a probe or a Service asks for port 4318 of the pod, received "localhost:4318" [listens-beyond-loopback]',
      ]);
      expect(collector(old, http('0.0.0.0:4318'))).toEqual([]);
      expect(collector(old, http('localhost:9999'))).toEqual([]);
      expect(collector(old, 'receivers: { redis: { endpoint: "localhost:4318" } }')).toEqual([]);
      expect(collector(old, 'receivers: {}\nexporters: { otlp: { endpoint: "localhost:4317" } }')).toEqual([]);
      expect(
        collector(old, 'receivers: {}\nextensions: { health_check: { endpoint: "127.0.0.1:13133" } }'),
      ).toHaveLength(1);
    });

    test('of a later version needs to be told', () => {
      const silent = 'receivers: { otlp: { protocols: { grpc: , http: {} } } }\nextensions: { health_check: {} }';
      expect(collector(old, silent)).toEqual([]);
      expect(collector(old.replace('100', '104'), silent)).toHaveLength(3);
      expect(collector(old.replace('100', '104'), http('0.0.0.0:4318'))).toEqual([]);
      expect(collector('grafana/tempo:2.7.1', `distributor: { ${http('localhost:4318')} }`)).toHaveLength(1);
      expect(
        collector('grafana/tempo:2.6.0', 'distributor: { receivers: { otlp: { protocols: { grpc: } } } }'),
      ).toEqual([]);
      expect(
        collector('grafana/tempo:2.7.0', 'distributor: { receivers: { otlp: { protocols: { grpc: } } } }'),
      ).toHaveLength(1);
    });
  });
});
