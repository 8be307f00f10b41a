import type { Connection, Graph, GraphNode, Workload } from '../graph';
import { bytes, cores, counted, range } from './amounts';
import type { Arrow, Card } from './scene';

export const WORLD: Card = { id: 'world', shape: 'world', frame: undefined, title: 'Internet', lines: [], rows: [] };

export function cardOf(node: GraphNode): Card {
  const { id, name } = node;
  if (node.role === 'outside') return { id, shape: 'outside', frame: undefined, title: name, lines: [], rows: [] };
  if (node.role === 'entrance') {
    const lines = node.tls ? ['TLS'] : [];
    return { id, shape: 'entrance', frame: undefined, title: name, lines, rows: node.paths };
  }
  return { id, shape: node.role, frame: node.namespace, title: name, lines: linesOf(node), rows: [] };
}

function linesOf({
  role,
  pods,
  schedule,
  version,
  requests,
  disks,
  backups,
  secretSources,
  poolSize,
  maxConnections,
}: Workload): string[] {
  const many = pods ? counted(range(pods.least, pods.most), 'pod') : 'one pod a node';
  const asked = [
    ...(requests.cpu > 0 ? [`${cores(requests.cpu)} CPU`] : []),
    ...(requests.memory > 0 ? [bytes(requests.memory)] : []),
  ];
  return [
    [role === 'job' ? (schedule ?? 'runs once') : many, ...(version === undefined ? [] : [version])].join(' · '),
    ...(asked.length > 0 ? [`${asked.join(', ')} a pod`] : []),
    ...disks.map((disk) => `disk ${disk.count === 1 ? '' : `${disk.count} × `}${bytes(disk.bytes)}`),
    ...(poolSize === undefined ? [] : [`${counted(poolSize, 'connection')} a pod`]),
    ...(maxConnections === undefined ? [] : [`at most ${counted(maxConnections, 'connection')}`]),
    ...backups.map((times) => `backup ${times}`),
    ...(role === 'data' && disks.length > 0 && backups.length === 0 ? ['no backup'] : []),
    ...secretSources.map((source) => `Secrets: ${source}`),
  ];
}

/** One arrow for all connections of two cards, with their ports. */
export function arrowsOf(connections: readonly Connection[], cards: ReadonlyMap<string, Card>): Arrow[] {
  const arrows = new Map<string, Arrow & { ports: Set<string> }>();
  for (const { from, to, port, protocol, path } of connections) {
    if (!cards.has(from) || !cards.has(to) || from === to) continue;
    const row = path !== undefined && cards.get(from)?.rows.includes(path) ? path : undefined;
    const key = JSON.stringify([from, row, to]);
    const arrow = arrows.get(key) ?? { from, row, to, label: '', ports: new Set<string>() };
    arrows.set(key, arrow);
    if (port !== undefined) arrow.ports.add(protocol === 'TCP' ? String(port) : `${port}/${protocol}`);
  }
  return [...arrows.values()].map(({ ports, ...arrow }) => ({ ...arrow, label: shortened([...ports]) }));
}

const MOST_PORTS = 3;

function shortened(ports: readonly string[]): string {
  const shown = ports.slice(0, MOST_PORTS).join(', ');
  return ports.length > MOST_PORTS ? `${shown}, …` : shown;
}

/** The arrows from the world to whatever is open to the world. */
export function entriesOf(cards: readonly Card[]): Arrow[] {
  const entrances = cards.filter(({ shape }) => shape === 'entrance');
  return entrances.map(({ id }) => ({ from: WORLD.id, row: undefined, to: id, label: '' }));
}

/** The sums of an environment, or of a part: pods, requests of all pods at most, disks. */
export function sums({ nodes }: Pick<Graph, 'nodes'>): string[] {
  const workloads = nodes.filter((node): node is Workload => node.role !== 'outside' && node.role !== 'entrance');
  const lasting = workloads.filter(({ role }) => role !== 'job');
  const total = (amount: (workload: Workload, pods: number) => number, end: 'least' | 'most') =>
    lasting.reduce((sum, each) => sum + amount(each, each.pods?.[end] ?? 1), 0);
  const between = (amount: (workload: Workload, pods: number) => number, shown: (sum: number) => string) => {
    const [least, most] = [shown(total(amount, 'least')), shown(total(amount, 'most'))];
    return least === most ? least : `${least}–${most}`;
  };
  const disks = new Map(
    workloads.flatMap(({ namespace, disks }) => disks.map((disk) => [`${namespace}/${disk.claim}`, disk])),
  );
  const stored = [...disks.values()].reduce((sum, { bytes, count }) => sum + bytes * count, 0);
  return [
    counted(workloads.length, 'workload'),
    counted(
      between((_, pods) => pods, String),
      'pod',
    ),
    `${between(({ requests }, pods) => requests.cpu * pods, cores)} CPU`,
    `${between(({ requests }, pods) => requests.memory * pods, bytes)} memory requested`,
    ...(stored > 0 ? [`${bytes(stored)} of disks`] : []),
  ];
}
