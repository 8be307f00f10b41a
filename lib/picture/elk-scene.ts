import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import { rowOffset, sizeOf } from './card-size';
import type { Arrow, Card, Scene } from './scene';
import { widthOf } from './text';

export const LABEL_SIZE = 10;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.spacing.nodeNode': '16',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '10',
  'elk.spacing.componentComponent': '20',
  'elk.layered.spacing.nodeNodeBetweenLayers': '18',
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
};

/** A scene as the layout engine reads it: https://eclipse.dev/elk/documentation/tooldevelopers/graphdatastructure/jsonformat.html */
export function elkScene({ cards, arrows }: Scene): ElkNode {
  const rowed = new Set(cards.filter(({ rows }) => rows.length > 0).map(({ id }) => id));
  const frames = new Set(cards.flatMap(({ frame }) => frame ?? []));
  return {
    id: 'root',
    layoutOptions: OPTIONS,
    children: [
      ...cards.filter(({ frame }) => frame === undefined).map(nodeOf),
      ...[...frames].map((frame) =>
        frameOf(
          frame,
          cards.filter((card) => card.frame === frame),
        ),
      ),
    ],
    edges: [...arrows.map((arrow, index) => edgeOf(arrow, index, rowed)), ...anchorsOf(cards, arrows)],
  };
}

export const frameId = (frame: string): string => `frame ${frame}`;

function frameOf(frame: string, inside: readonly Card[]): ElkNode {
  const layoutOptions = {
    'elk.padding': '[top=30,left=12,bottom=12,right=12]',
    'elk.nodeSize.constraints': 'MINIMUM_SIZE',
    'elk.nodeSize.minimum': `(${widthOf(frame, 12) + 24}, 0)`,
  };
  return { id: frameId(frame), layoutOptions, children: inside.map(nodeOf) };
}

function nodeOf(card: Card): ElkNode {
  const { id, shape, rows } = card;
  const { width, height } = sizeOf(card);
  const layer = shape === 'world' ? { 'elk.layered.layering.layerConstraint': 'FIRST' } : {};
  if (rows.length === 0) return { id, width, height, layoutOptions: layer };
  const port = (row: string | undefined, side: string, x: number, y: number) => {
    return { id: portId(id, row), x, y, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } };
  };
  const ports = [
    port(undefined, 'WEST', 0, height / 2),
    ...rows.map((row, index) => port(row, 'EAST', width, rowOffset(card, index))),
  ];
  return { id, width, height, ports, layoutOptions: { 'elk.portConstraints': 'FIXED_POS' } };
}

const portId = (card: string, row: string | undefined) => `${card} port ${row ?? ''}`;

const labelOf = (text: string) => ({
  text,
  width: widthOf(text, LABEL_SIZE) + 6,
  height: LABEL_SIZE + 4,
  layoutOptions: { 'elk.edgeLabels.inline': 'true' },
});

function edgeOf({ from, row, to, label }: Arrow, index: number, rowed: ReadonlySet<string>): ElkExtendedEdge {
  return {
    id: String(index),
    sources: [row === undefined ? from : portId(from, row)],
    targets: [rowed.has(to) ? portId(to, undefined) : to],
    labels: label === '' ? [] : [labelOf(label)],
  };
}

/** Edges that are not drawn, and put whatever nobody connects to beside the services. */
function anchorsOf(cards: readonly Card[], arrows: readonly Arrow[]): ElkExtendedEdge[] {
  const entrance = cards.find(({ shape }) => shape === 'entrance');
  const connected = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const alone = cards.filter(({ id, frame }) => frame !== undefined && !connected.has(id));
  if (!entrance) return [];
  return alone.map(({ id }) => ({
    id: `anchor ${id}`,
    sources: [entrance.id],
    targets: [id],
    labels: [labelOf('0000')],
  }));
}
