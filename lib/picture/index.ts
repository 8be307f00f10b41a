/** Pictures of a graph, as SVG: from left to right, in the light and in the dark. */
import type { Graph } from '../graph';
import { layoutOf } from './layout';
import { scenesOf } from './scenes';
import { svgOf } from './svg';

/** The pictures of a graph. A large graph has an overview under the empty name, and a picture for each namespace. */
export async function picturesOf(graph: Graph, title: string): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const [name, scene] of scenesOf(graph, title)) pictures.set(name, svgOf(scene, await layoutOf(scene)));
  return pictures;
}
