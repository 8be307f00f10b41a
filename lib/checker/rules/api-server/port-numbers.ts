import { FieldWatch, type Occurrence } from '../../bundle/field-watch';
import { portName } from '../../kubernetes/name-syntax';
import { numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

interface Range {
  readonly least: number;
  readonly most: number;
  /** Whether 0, or an empty name, stands for none. */
  readonly zero: boolean;
  /** Whether the name of a port may stand there. */
  readonly name: boolean;
}

const PORT: Range = { least: 1, most: 65535, zero: false, name: false };
const UNSET: Range = { ...PORT, zero: true };
const NAMED: Range = { ...PORT, name: true };

export const PORT_FIELDS = new FieldWatch<Range>({
  'ContainerPort.containerPort': PORT,
  'ContainerPort.hostPort': UNSET,
  'EndpointPort.port': PORT,
  'GrpcAction.port': PORT,
  'HttpGetAction.port': NAMED,
  'NetworkPolicyPort.endPort': PORT,
  'NetworkPolicyPort.port': NAMED,
  'ServiceBackendPort.number': UNSET,
  'ServicePort.nodePort': { ...UNSET, least: 30000, most: 32767 }, // unless --service-node-port-range says otherwise
  'ServicePort.port': PORT,
  'ServicePort.targetPort': { ...NAMED, zero: true },
  'ServiceReference.port': PORT,
  'TcpSocketAction.port': NAMED,
});

/** Every port number is one, and every port name can be one. */
export const portNumbers: Rule = {
  id: 'port-numbers',
  why: 'the API server refuses a port outside its range, and takes a number in quotes for the name of a port',
  example:
    'Service default/api: spec.ports[http].targetPort: expected a number from 1 to 65535, or a port name with at least one letter, received "8080" [port-numbers]',
  check: (bundle) =>
    PORT_FIELDS.findings(bundle, (occurrence) => {
      const { object, path, value, entry } = occurrence;
      const expected = wrong(occurrence);
      if (expected === undefined) return endsBeforeItStarts(occurrence);
      const found = { object, field: path, expected, received: quoted(value) };
      const meant = typeof value === 'string' && entry.name && portName.fits(value.toLowerCase());
      return [meant ? { ...found, meant: value.toLowerCase() } : found];
    }),
};

/** What would be right instead; undefined if the port is right, or of a type that is for `schema` to refuse. */
function wrong({ value, entry }: Occurrence<Range>): string | undefined {
  const { least, most, zero, name } = entry;
  const range = `a number from ${least} to ${most}`;
  const expected = name ? `${range}, or a port name with at least one letter` : range;
  if (zero && (value === 0 || value === '')) return undefined;
  if (typeof value === 'string') return !name || portName.fits(value) ? undefined : expected;
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return value >= least && value <= most ? undefined : expected;
}

/** A range of a NetworkPolicy's ports runs upwards, from a number. */
function endsBeforeItStarts({ object, path, field, owner, value }: Occurrence<Range>): Finding[] {
  if (field.name !== 'endPort' || typeof value !== 'number') return [];
  const first = numberAt(owner, 'port');
  if (first !== undefined && first <= value) return [];
  const expected = `the last port of a range that begins with port (${quoted(valueAt(owner, 'port'))})`;
  return [{ object, field: path, expected, received: quoted(value) }];
}
