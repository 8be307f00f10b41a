import { type Json, listAt, type Manifest, numberAt, stringAt } from '../../manifest/manifest';

/** gRPC for browsers is HTTP/1.1. */
export const isGrpc = (port: Json | undefined): boolean =>
  stringAt(port, 'appProtocol') === 'grpc' || /^grpc(?!-?web)/.test(stringAt(port, 'name') ?? '');

/** The port of a Service, by number or name. */
export function portOf(service: Manifest | undefined, wanted: unknown): Json | undefined {
  return listAt(service, 'spec', 'ports').find((each) =>
    [numberAt(each, 'port'), stringAt(each, 'name')].includes(wanted as never),
  );
}
