import { describe, expect, test } from '@jest/globals';
import { listensWhereAsked } from '../../../../lib/checker/rules/containers/listens-where-asked';
import { judge } from '../judge';
import { deployment } from '../pods';
import { configMap } from '../workloads';

describe('listens-where-asked', () => {
  const PORTS = 'ports: [{ name: http, containerPort: 8080 }]';
  const said = (container: string, more = '', pod = 'restartPolicy: Always') =>
    judge(listensWhereAsked, deployment(`{ name: api, ${PORTS}, ${container} }`, pod) + more);

  test('finds a port that the program is told, and that nobody asks', () => {
    expect(said('env: [{ name: PORT, value: "3000" }]')).toEqual([listensWhereAsked.example]);
    expect(said('args: [--bind=0.0.0.0:8000]')).toHaveLength(1);
    expect(said('env: [{ name: HOST, value: "0.0.0.0" }, { name: PORT, value: "3000" }]')).toHaveLength(1);
    expect(said('command: [uvicorn, "main:app", --port, "8000"]')).toHaveLength(1);
    expect(said('image: "nginx:1.27"')[0]).toContain('expected 80, as the image nginx says, received 8080');
  });

  test.each([
    ['the port by a variable', 'env: [{ name: PORT, value: "8080" }]'],
    ['another port beside the one that is asked', 'args: [--port=8080, --web.listen-address=:9090]'],
    ['the port of another host', 'env: [{ name: HOST, value: postgres }, { name: PORT, value: "5432" }]'],
    ['a port of something else', 'env: [{ name: DB_PORT, value: "5432" }]'],
    ['a port that another variable says', 'env: [{ name: PORT, value: "3000" }, { name: PUBLIC, value: ":8080" }]'],
    [
      'an image with files of its own',
      'image: "nginx:1.27", volumeMounts: [{ name: a, mountPath: /etc/nginx/conf.d }]',
    ],
    ['an image built from another', 'image: "ghcr.io/acme/nginx-web:1"'],
  ])('accepts %s', (_, container) => {
    expect(said(container)).toEqual([]);
  });

  const nginx = (listen: string) =>
    said(
      'image: "nginx:1.27", volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }]',
      configMap('conf', `"web.conf": ${JSON.stringify(`server {\n  listen ${listen};\n}`)}`),
      'volumes: [{ name: conf, configMap: { name: conf } }]',
    );

  describe('a setting with the name of a port', () => {
    const ports = 'ports: [{ name: http, containerPort: 8000 }, { name: grpc, containerPort: 8001 }]';
    const named = (container: string) => judge(listensWhereAsked, deployment(`{ name: api, ${ports}, ${container} }`));

    test('says the number of the port', () => {
      expect(named('args: [--http-port=8080, --grpc-port=8001]')).toEqual([
        expect.stringContaining(
          'containers[api].ports[http].containerPort: expected 8080, as http-port says, received 8000',
        ),
      ]);
      expect(named('env: [{ name: GRPC_LISTEN_ADDR, value: ":9001" }], args: [--x=8000]')).toHaveLength(1);
      expect(named('env: [{ name: GRPC_PORT, value: "9001" }]')).toHaveLength(1);
    });

    test.each([
      ['the same number', 'args: [--http-port=8000, --grpc-port=8001]'],
      ['the number of another port', 'args: [--http-port=8001]'],
      ['a port of another name', 'args: [--metrics-port=9090, --x=8000]'],
      ['a number that another option says', 'args: [--http-port=8080, "--listen=:8000"]'],
      ['the address of another host', 'args: ["--grpc-addr=backend:9001", --x=8000]'],
    ])('accepts %s', (_, container) => {
      expect(named(container)).toEqual([]);
    });
  });

  test('reads a configuration of nginx', () => {
    expect(nginx('80')[0]).toContain('expected 80, as listen in web.conf says');
    expect(nginx('[::]:8080 default_server')).toEqual([]);
  });

  test('finds probes beside the port that a program keeps for them', () => {
    const health = (option: string) =>
      said(`args: ["${option}", "--metrics=:9090"], livenessProbe: { httpGet: { port: 8081 } }`);
    expect(health('--health-probe-bind-address=:8082').join()).toContain(
      'expected 8081, at which the probes ask, received 8082 for health-probe-bind-address',
    );
    expect(health('--health-probe-bind-address=:8081')).toEqual([]);
    expect(health('--health-check-path=/live')).toEqual([]);
  });

  test('knows the variables of frameworks and of programs', () => {
    expect(said('env: [{ name: ROCKET_PORT, value: "80" }]')).toHaveLength(1);
    expect(said('env: [{ name: ROCKET_PORT, value: "8080" }]')).toEqual([]);
  });

  describe('a port of a mounted file', () => {
    const pod = (image: string, file: string, text: string, more = '') =>
      judge(
        listensWhereAsked,
        deployment(
          `{ name: api, image: "${image}", ${PORTS}, ${more} readinessProbe: { tcpSocket: { port: http } }, volumeMounts: [{ name: c, mountPath: /etc/c }] }`,
          'volumes: [{ name: c, configMap: { name: c } }]',
        ) + configMap('c', `"${file}": ${JSON.stringify(text)}`),
      );

    test.each([
      ['haproxy:3.0', 'haproxy.cfg', 'frontend f\n  bind *:PORT ssl'],
      ['nginx:1.27', 'default.conf', 'server {\n  listen PORT;\n}'],
      ['redis:7', 'redis.conf', 'port PORT'],
      ['eclipse-mosquitto:2', 'mosquitto.conf', 'listener PORT'],
      [
        'envoyproxy/envoy:v1.31',
        'envoy.yaml',
        'static_resources: { listeners: [{ address: { socket_address: { port_value: PORT } } }] }',
      ],
      ['acme/api:1', 'application.yml', 'server: { port: PORT }'],
      ['acme/api:1', 'config.yaml', 'server: { host: 0.0.0.0, port: PORT }'],
      ['acme/api:1', 'gunicorn.conf.py', 'bind = "0.0.0.0:PORT"'],
    ])('is read for %s in %s', (image, file, text) => {
      expect(pod(image, file, text.replace('PORT', '8081'))).toHaveLength(1);
      expect(pod(image, file, text.replace('PORT', '8080'))).toEqual([]);
    });

    test.each([
      ['a second port', pod('haproxy:3.0', 'haproxy.cfg', 'bind *:8080\nbind *:8404')],
      ['a port that the command says', pod('redis:7', 'redis.conf', 'port 6380', 'args: [--port, "8080"],')],
      ['the port of another host', pod('acme/api:1', 'config.yaml', 'server: { host: db, port: 8081 }')],
      ['a port that the file names elsewhere', pod('acme/api:1', 'config.yaml', 'port: 8081\nurl: "http://me:8080"')],
    ])('accepts %s', (_, found) => {
      expect(found).toEqual([]);
    });
  });
});
