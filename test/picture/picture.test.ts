import { describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '../../lib/graph';
import { picturesOf } from '../../lib/picture';
import { layoutOf } from '../../lib/picture/layout';
import { scenesOf } from '../../lib/picture/scenes';
import { graphIn, SHOP } from '../graph/shop';

// The first picture loads the layout engine.
jest.setTimeout(60_000);

const shop = graphIn(SHOP);
const draw = async (graph: Graph): Promise<string> => (await picturesOf(graph, 'shop')).get('') ?? '';

/** So many namespaces with the shop in each. */
const shops = (count: number): Graph =>
  graphIn(...Array.from({ length: count }, (_, i) => SHOP.replaceAll(/\b(shop|data)(?=[,. ]|$)/gm, `$1-${i}`)));

describe('a picture', () => {
  test('is the same in every run', async () => {
    expect(await draw(shop)).toBe(await draw(shop));
  });

  test('holds its words as text, and each name whole for a reader who points at it', async () => {
    const picture = await draw(shop);
    for (const words of ['shop.example.com', 'TLS', '/api', '2–6 pods · 2.3.0', 'disk 20Gi', 'backup 0 3 * * *']) {
      expect(picture).toMatch(new RegExp(`<text[^>]*>${words.replaceAll('*', '\\*')}</text>`));
    }
  });

  test('has colours for the light and for the dark', async () => {
    expect(await draw(shop)).toContain('@media (prefers-color-scheme: dark){');
  });

  test('escapes what a manifest says', async () => {
    const graph = graphIn(SHOP.replaceAll('shop.example.com', '"<b>&.example.com"').replaceAll("'", '"'));
    expect(await draw(graph)).not.toContain('<b>');
  });

  test('puts no card on another, and every card into its frame', async () => {
    for (const [, scene] of scenesOf(shops(4), 'shops')) {
      const { cards, frames } = await layoutOf(scene);
      const boxes = [...cards.map(([, box]) => box)];
      const overlapping = boxes.filter((a, i) =>
        boxes.some(
          (b, k) => k < i && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        ),
      );
      expect(overlapping).toEqual([]);
      for (const [card, { x, y, width, height }] of cards) {
        const frame = frames.find(([name]) => name === card.frame)?.[1];
        if (!frame) continue;
        expect(
          x >= frame.x && y >= frame.y && x + width <= frame.x + frame.width && y + height <= frame.y + frame.height,
        ).toBe(true);
      }
    }
  });

  test('goes from left to right: from the world through hosts and services to databases', async () => {
    const [layout] = await Promise.all([...scenesOf(shop, 'shop').values()].map(layoutOf));
    const cards = layout?.cards ?? [];
    const left = (shape: string) => cards.find(([card]) => card.shape === shape)?.[1].x ?? -1;
    const order = ['world', 'entrance', 'service', 'data'].map(left);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('of more than forty nodes becomes an overview and one for each namespace', () => {
    const scenes = scenesOf(shops(12), 'shops');
    expect(scenes.size).toBe(1 + 24);
    expect(scenes.get('')?.cards.filter(({ shape }) => shape === 'namespace')).toHaveLength(24);
    expect(scenes.get('')?.arrows).toContainEqual({ from: 'shop-3', row: undefined, to: 'data-3', label: '5432' });
  });

  test('shows the neighbours of a namespace as namespaces', () => {
    const scene = scenesOf(shops(12), 'shops').get('shop-3');
    expect(scene?.cards.map(({ shape, title }) => `${shape} ${title}`)).toEqual([
      'world Internet',
      'service api',
      'entrance shop-3.example.com',
      'outside pay.example.com',
      'namespace data-3',
    ]);
  });
});
