import type { Bundle } from '../../bundle/bundle';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { isGrpc, portOf } from '../../bundle/traffic/grpc-services';
import { entryPath, valuesAt } from '../../manifest/field-path';
import {
  entriesAt,
  identity,
  type Json,
  type Manifest,
  namespaceOf,
  numberAt,
  stringAt,
  stringsAt,
  valueAt,
} from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import type { Finding, Rule } from '../../rule';

/** A proxy speaks HTTP/2 with a server of gRPC. */
export const grpcRoutes: Rule = {
  id: 'grpc-routes',
  answer: 'risk',
  why: 'gRPC needs HTTP/2: a proxy that speaks HTTP/1.1 with the server answers each call with 502 or 503',
  example:
    'IngressRoute default/api: spec.routes[0].services[api].scheme: expected h2c: Service default/api has gRPC at the port grpc, received nothing [grpc-routes]',
  about: ['grpc'],
  check: (bundle) => [
    ...bundle.ofKind('IngressRoute').flatMap((object) => ofTraefik(bundle, object)),
    ...bundle
      .ofKind('ConfigMap')
      .flatMap((object) =>
        entriesAt(object, 'data').flatMap(([name, text]) =>
          typeof text !== 'string'
            ? []
            : [...ofEnvoy(bundle, object, name, text), ...ofNginx(bundle, object, name, text)],
        ),
      ),
  ],
};

const says = (service: Manifest, port: Json | undefined): string =>
  `${identity(service)} has gRPC at the port ${stringAt(port, 'name') ?? numberAt(port, 'port')}`;

/** https://doc.traefik.io/traefik/user-guides/grpc/ */
function ofTraefik(bundle: Bundle, object: Manifest): Finding[] {
  return valuesAt(object, 'spec.routes[].services[]').flatMap(({ value, path }): Finding[] => {
    const place = stringAt(value, 'namespace') ?? namespaceOf(object);
    const service = bundle.find('Service', place, stringAt(value, 'name') ?? '');
    const port = portOf(service, valueAt(value, 'port'));
    const scheme =
      stringAt(value, 'scheme') ??
      stringsAt(service, 'metadata', 'annotations')['traefik.ingress.kubernetes.io/service.serversscheme'];
    if (service === undefined || !isGrpc(port) || numberAt(port, 'port') === 443 || /^(h2c|https)$/.test(scheme ?? ''))
      return [];
    return [
      { object, field: `${path}.scheme`, expected: `h2c: ${says(service, port)}`, received: scheme ?? 'nothing' },
    ];
  });
}

/** https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/connection_pooling */
function ofEnvoy(bundle: Bundle, object: Manifest, name: string, text: string): Finding[] {
  if (!text.includes('static_resources') || !text.includes('socket_address') || text.includes('tcp_proxy')) return [];
  return valuesAt(yamlValue(text), 'static_resources.clusters[]').flatMap(({ value }): Finding[] => {
    if (/http2_protocol_options|auto_config|use_downstream_protocol/.test(JSON.stringify(value))) return [];
    const addresses = valuesAt(value, 'load_assignment.endpoints[].lb_endpoints[].endpoint.address.socket_address');
    const found = addresses.flatMap((address) => {
      const service = ClusterDns.of(bundle).answer(
        stringAt(address.value, 'address') ?? '',
        namespaceOf(object),
      )?.service;
      const port = portOf(service, numberAt(address.value, 'port_value'));
      return service !== undefined && isGrpc(port) ? [says(service, port)] : [];
    });
    const expected = `http2_protocol_options for the cluster ${stringAt(value, 'name')}: ${found[0]}`;
    return found.length === 0 ? [] : [{ object, field: entryPath('data', name), expected, received: 'HTTP/1.1' }];
  });
}

/** https://nginx.org/en/docs/http/ngx_http_grpc_module.html */
function ofNginx(bundle: Bundle, object: Manifest, name: string, text: string): Finding[] {
  if (!text.includes('proxy_pass')) return [];
  return [...text.matchAll(/^[^#\n]*\bproxy_pass\s+http:\/\/([a-z][\w.-]*):(\d{2,5})/gm)].flatMap(
    ([, host = '', number]) => {
      const service = ClusterDns.of(bundle).answer(host, namespaceOf(object))?.service;
      const port = portOf(service, Number(number));
      if (service === undefined || !isGrpc(port)) return [];
      const expected = `grpc_pass grpc://${host}:${number}: ${says(service, port)}`;
      return [{ object, field: entryPath('data', name), expected, received: 'proxy_pass' }];
    },
  );
}
