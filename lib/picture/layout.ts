import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import { elkScene, frameId } from './elk-scene';
import type { Arrow, Card, Scene } from './scene';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The places of all that a scene shows. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly (readonly [Card, Box])[];
  readonly frames: readonly (readonly [name: string, Box])[];
  readonly arrows: readonly PlacedArrow[];
}

export interface PlacedArrow {
  readonly arrow: Arrow;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label: Box | undefined;
}

/** Places a scene from left to right. The same scene has the same layout in every process. */
export async function layoutOf(scene: Scene): Promise<Layout> {
  const { cards, arrows } = scene;
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const root = await new Elk().layout(elkScene(scene));
  const boxes = new Map(allNodes(root).map((node) => [node.id, boxOf(node)]));
  const edges = new Map((root.edges ?? []).map((edge) => [edge.id, edge]));
  const frames = new Set(cards.flatMap(({ frame }) => frame ?? []));
  return {
    width: Math.ceil(root.width ?? 0),
    height: Math.ceil(root.height ?? 0),
    cards: cards.flatMap((card) => placed(card, boxes.get(card.id))),
    frames: [...frames].flatMap((frame) => placed(frame, boxes.get(frameId(frame)))),
    arrows: arrows.map((arrow, index) => arrowAt(arrow, edges.get(String(index)))),
  };
}

const placed = <T>(what: T, box: Box | undefined): (readonly [T, Box])[] => (box ? [[what, box]] : []);

function allNodes(node: ElkNode): ElkNode[] {
  return [node, ...(node.children ?? []).flatMap(allNodes)];
}

const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box => ({ x, y, width, height });

function arrowAt(arrow: Arrow, edge: ElkExtendedEdge | undefined): PlacedArrow {
  const points = (edge?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = edge?.labels ?? [];
  return { arrow, points, label: label && boxOf(label) };
}
