import { listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Container } from '../bundle';
import { PROBES } from './asked-ports';

/** A question of the kubelet over HTTP. */
export interface HttpProbe {
  readonly field: string;
  readonly path: string;
  /** The number behind the name of a port. Undefined for a name that the container does not have. */
  readonly port: number | undefined;
  /** The value of the header Host: of `httpHeaders`, or of the field `host`. */
  readonly host: string | undefined;
}

/** The HTTP probes of a container. */
export function httpProbes({ spec, path }: Container): HttpProbe[] {
  return PROBES.flatMap((probe) => {
    const asked = valueAt(spec, probe, 'httpGet');
    if (asked === undefined || asked === null) return [];
    const header = listAt(asked, 'httpHeaders').find((each) => stringAt(each, 'name')?.toLowerCase() === 'host');
    return [
      {
        field: `${path}.${probe}.httpGet`,
        path: stringAt(asked, 'path') ?? '/',
        port: numberOf(spec, valueAt(asked, 'port')),
        host: stringAt(header, 'value') ?? stringAt(asked, 'host'),
      },
    ];
  });
}

/** The number of a port of a container, by number or by name. */
export function numberOf(spec: Container['spec'], port: unknown): number | undefined {
  if (typeof port === 'number') return port;
  const declared = listAt(spec, 'ports').find((each) => stringAt(each, 'name') === port);
  return numberAt(declared, 'containerPort');
}
