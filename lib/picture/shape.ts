import { LID } from './card-size';
import type { Shape } from './scene';

/** The outline of a card of a shape. */
export function outline(shape: Shape, width: number, height: number): string {
  if (shape !== 'data') {
    const round = shape === 'outside' || shape === 'world' ? Math.min(height / 2, 14) : 5;
    return `<rect class="card ${shape}" width="${width}" height="${height}" rx="${round}"/>`;
  }
  const [middle, side, bottom] = [width / 2, LID, height - LID];
  const lid = `A${middle} ${LID} 0 0 1 ${width} ${side}A${middle} ${LID} 0 0 1 0 ${side}`;
  return `<path class="card data" d="M0 ${side}${lid}V${bottom}A${middle} ${LID} 0 0 0 ${width} ${bottom}V${side}"/>`;
}
