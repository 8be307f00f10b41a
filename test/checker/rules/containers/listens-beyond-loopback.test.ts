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
});
