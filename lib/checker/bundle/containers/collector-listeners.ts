import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Json, stringAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import type { Bundle, Container } from '../bundle';
import { commandLine } from './command-line';
import { imageReference, imageWord } from './image-reference';
import type { LoopbackListener } from './loopback-listeners';
import { mountedFiles } from './mounted-files';

/** The parts of a collector with an endpoint: https://opentelemetry.io/docs/collector/configuration/, https://grafana.com/docs/tempo/latest/configuration/ */
const ENDPOINTS = [
  ...['receivers', 'distributor.receivers'].flatMap((part) => [
    `${part}.*.endpoint`,
    `${part}.*.listen_address`,
    `${part}.*.protocols.*.endpoint`,
  ]),
  'extensions.*.endpoint',
  'exporters.*.endpoint',
  'service.telemetry.metrics.address',
].map((place) => place.split('.'));

/** The receivers, extensions and exporters that listen at their endpoint. The others ask there. */
const LISTENS =
  /^service\.|(^|\.)receivers\.(otlp|jaeger|zipkin|opencensus|fluentforward|statsd|carbon|influxdb|loki|splunk_hec|tcplog|udplog|webhookevent|skywalking|signalfx|datadog|awsxray|collectd|prometheusremotewrite|faro)[/.]|^extensions\.(health_check|pprof|zpages|http_forwarder|jaegerremotesampling)[/.]|^exporters\.prometheus[/.]/;
const ADDRESS = /^(?:127\.0\.0\.1|localhost|\[::1\]):(\d{2,5})$/;

/**
 * Versions from which an endpoint that is not told is one of the own pod: https://github.com/open-telemetry/opentelemetry-collector/releases/tag/v0.104.0,
 * https://grafana.com/docs/tempo/latest/release-notes/v2-7/
 */
const SINCE: readonly (readonly [image: RegExp, major: number, minor: number])[] = [
  [/^opentelemetry-collector(-contrib|-k8s)?$/, 0, 104],
  [/^tempo$/, 2, 7],
];
const SILENT: readonly (readonly [place: RegExp, port: number])[] = [
  [/(^|\.)receivers\.otlp(\/[^.]*)?\.protocols\.grpc$/, 4317],
  [/(^|\.)receivers\.otlp(\/[^.]*)?\.protocols\.http$/, 4318],
  [/^extensions\.health_check(\/[^.]*)?$/, 13133],
];
const PARTS = ['receivers.*.protocols.*', 'distributor.receivers.*.protocols.*', 'extensions.*'].map((place) =>
  place.split('.'),
);

/** The endpoints of a collector that answer the own pod alone. */
export function collectorListeners(bundle: Bundle, container: Container): (LoopbackListener & Told)[] {
  const isSilent = hasSilentDefault(container);
  return mountedFiles(bundle, container).flatMap(({ made: object, files }) =>
    [...files].flatMap(([name, text = '']) => {
      const root = /\.(ya?ml|json)$/.test(name) && text.includes('receivers') ? yamlValue(text) : undefined;
      const field = entryPath('data', name);
      const told = ENDPOINTS.flatMap((place) => placesAt(root, place)).flatMap(({ path, value }) => {
        const port = typeof value === 'string' && LISTENS.test(path) ? ADDRESS.exec(value)?.[1] : undefined;
        return port === undefined ? [] : [{ path, port: Number(port), value: String(value) }];
      });
      const silent = (isSilent ? PARTS : [])
        .flatMap((place) => placesAt(root, place))
        .flatMap(({ path, value }) => {
          const port = SILENT.find(([pattern]) => pattern.test(path))?.[1];
          const isTold = port === undefined || stringAt(value, 'endpoint') !== undefined;
          return isTold ? [] : [{ path, port, value: 'no endpoint, which means localhost' }];
        });
      return [...told, ...silent].map(({ path, port, value }) => ({
        port,
        setting: { name: path, value, object, field, secret: false },
        remedy: `0.0.0.0:${port} for ${path}`,
      }));
    }),
  );
}

type Told = { readonly setting: NonNullable<LoopbackListener['setting']> };

function hasSilentDefault(container: Container): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(imageReference(container)?.tag ?? '') ?? [];
  const row = SINCE.find(([image]) => image.test(imageWord(container)));
  if (row === undefined || minor === undefined) return false;
  const [, first, second] = row;
  const isLate = Number(major) > first || (Number(major) === first && Number(minor) >= second);
  return isLate && !commandLine(container).some((word) => word.includes('UseLocalHostAsDefaultHost'));
}

/** The values at a path in which `*` stands for any key. */
function placesAt(
  value: Json | undefined,
  [first, ...rest]: readonly string[],
  path = '',
): { readonly path: string; readonly value: Json | undefined }[] {
  if (first === undefined) return [{ path, value }];
  return entriesAt(value)
    .filter(([key]) => first === '*' || first === key)
    .flatMap(([key, each]) => placesAt(each, rest, path === '' ? key : `${path}.${key}`));
}
