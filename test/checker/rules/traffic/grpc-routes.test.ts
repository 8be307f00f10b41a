import { describe, expect, test } from '@jest/globals';
import { grpcRoutes } from '../../../../lib/checker/rules/traffic/grpc-routes';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

const service =
  '---\n{ apiVersion: v1, kind: Service, metadata: { name: api, namespace: default }, spec: { ports: [{ name: grpc, port: 50051 }, { name: http, port: 80 }] } }\n';

describe('grpc-routes', () => {
  const said = (yaml: string) => judge(grpcRoutes, yaml + service);

  test('finds a route of Traefik without h2c', () => {
    const route = (more: string) =>
      object('IngressRoute', 'api', `routes: [{ services: [{ name: api, port: 50051 ${more} }] }]`);
    expect(said(route(''))).toEqual([grpcRoutes.example]);
    expect(said(route(', scheme: h2c'))).toEqual([]);
  });

  test('finds a cluster of Envoy, and a location of nginx', () => {
    const envoy = (more: string) =>
      configMap(
        'envoy',
        `envoy.yaml: ${JSON.stringify(`static_resources: { clusters: [{ name: api, ${more} load_assignment: { endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: api, port_value: 50051 } } } }] }] } }] }`)}`,
      );
    expect(said(envoy(''))).toHaveLength(1);
    expect(said(envoy('http2_protocol_options: {},'))).toEqual([]);
    const nginx = (pass: string) => configMap('web', `web.conf: "location / { ${pass}://api:50051; }"`);
    expect(said(nginx('proxy_pass http'))).toHaveLength(1);
    expect(said(nginx('grpc_pass grpc'))).toEqual([]);
  });
});
