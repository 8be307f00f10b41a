import type { Graph, GraphNode } from '../graph';
import { arrowsOf, cardOf, entriesOf, sums, WORLD } from './cards';
import type { Card, Scene } from './scene';

/** As many nodes as one picture shows. */
const MOST_NODES = 40;

/** As many hosts as the card of all hosts names. */
const MOST_HOSTS = 8;

/**
 * The pictures of a graph by name: one, under the empty name; for a large graph an overview of its namespaces under the
 * empty name, and one picture for each namespace.
 */
export function scenesOf(graph: Graph, title: string): Map<string, Scene> {
  const namespaces = [...new Set(graph.nodes.flatMap((node) => namespaceOf(node) ?? []))].sort();
  if (graph.nodes.length <= MOST_NODES || namespaces.length < 2) return new Map([['', whole(graph, title)]]);
  const parts = namespaces.map((namespace) => [namespace, closeUp(graph, namespace)] as const);
  return new Map([['', overview(graph, title, namespaces)], ...parts]);
}

const namespaceOf = (node: GraphNode): string | undefined => ('namespace' in node ? node.namespace : undefined);

function whole(graph: Graph, title: string): Scene {
  return sceneOf(graph, title, graph.nodes.map(cardOf));
}

/** The namespaces of a graph, and all hosts in one card. */
function overview(graph: Graph, title: string, namespaces: readonly string[]): Scene {
  const hosts = graph.nodes.filter(({ role }) => role === 'entrance').map(({ name }) => name);
  const entrance: Card = {
    id: 'hosts',
    shape: 'entrance',
    frame: undefined,
    title: `${hosts.length} hosts`,
    lines: hosts.length > MOST_HOSTS ? [...hosts.slice(0, MOST_HOSTS), `${hosts.length - MOST_HOSTS} more`] : hosts,
    rows: [],
  };
  const cards = namespaces.map((namespace) => namespaceCard(graph, namespace));
  const outside = graph.nodes.filter(({ role }) => role === 'outside').map(cardOf);
  return sceneOf(graph, title, [...(hosts.length > 0 ? [entrance] : []), ...cards, ...outside], () => 'hosts');
}

/** The workloads of a namespace, what leads to them, and the namespaces that they talk to. */
function closeUp(graph: Graph, namespace: string): Scene {
  const own = graph.nodes.filter((node) => namespaceOf(node) === namespace);
  const ids = new Set(own.map(({ id }) => id));
  const touching = graph.connections.filter(({ from, to }) => ids.has(from) || ids.has(to));
  const ends = new Set(touching.flatMap(({ from, to }) => [from, to]));
  const others = graph.nodes.filter(({ id }) => ends.has(id) && !ids.has(id));
  const neighbours = [...new Set(others.flatMap((node) => namespaceOf(node) ?? []))];
  const strangers = others.filter((node) => namespaceOf(node) === undefined).map(cardOf);
  const cards = [...own.map(cardOf), ...strangers, ...neighbours.map((name) => namespaceCard(graph, name))];
  return sceneOf({ nodes: own, connections: touching }, namespace, cards);
}

function namespaceCard({ nodes }: Graph, namespace: string): Card {
  const inside = nodes.filter((node) => namespaceOf(node) === namespace);
  return {
    id: namespace,
    shape: 'namespace',
    frame: undefined,
    title: namespace,
    lines: sums({ nodes: inside }),
    rows: [],
  };
}

/** A connection whose end has no card leads to the card of the end's namespace, or of all hosts. */
function sceneOf(graph: Graph, title: string, cards: readonly Card[], hostCard = (id: string) => id): Scene {
  const shown = new Map(cards.map((card) => [card.id, card]));
  const place = (id: string) => {
    if (shown.has(id)) return id;
    const [, namespace = ''] = /^\S+ ([^/]+)\//.exec(id) ?? [];
    return id.startsWith('entrance ') ? hostCard(id) : namespace;
  };
  const connections = graph.connections.map((each) => ({ ...each, from: place(each.from), to: place(each.to) }));
  const entries = entriesOf(cards);
  return {
    title,
    subtitle: sums(graph).join(' · '),
    cards: entries.length > 0 ? [WORLD, ...cards] : cards,
    arrows: [...entries, ...arrowsOf(connections, shown)],
  };
}
