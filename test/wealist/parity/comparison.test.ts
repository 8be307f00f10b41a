import { describe, expect, test } from '@jest/globals';
import { Comparison } from './comparison';
import { leaves } from './leaves';

describe('leaves', () => {
  test('know the items of a list by their names, wherever these stand', () => {
    const document = { containers: [{ name: 'api', image: 'a' }], claims: [{ metadata: { name: 'data' }, size: 1 }] };
    expect([...leaves(document)]).toEqual([
      ['containers[api].name', 'api'],
      ['containers[api].image', 'a'],
      ['claims[data].metadata.name', 'data'],
      ['claims[data].size', 1],
    ]);
  });

  test('know items without a name by their places', () => {
    expect([...leaves({ ports: [{ port: 80 }], drop: ['ALL'] })]).toEqual([
      ['ports[0].port', 80],
      ['drop[0]', 'ALL'],
    ]);
  });

  test('hold what is empty', () => {
    expect([...leaves({ emptyDir: {}, args: [] })]).toEqual([
      ['emptyDir', {}],
      ['args', []],
    ]);
  });

  test('lose nothing where two items have one name', () => {
    const mounts = [
      { name: 'tmp', path: '/a' },
      { name: 'tmp', path: '/b' },
    ];
    expect(() => leaves({ mounts })).toThrow('two items of one list have the same name');
  });
});

describe('a comparison finds', () => {
  test('a value that differs', () => {
    const { unlistedDifferences } = new Comparison({ replicas: 2 }, { replicas: 3 }, {}, {});
    expect(unlistedDifferences).toEqual(['replicas: the document says 2, we say 3']);
  });

  test('a number that became a string', () => {
    const { unlistedDifferences } = new Comparison({ port: 80 }, { port: '80' }, {}, {});
    expect(unlistedDifferences).toEqual(['port: the document says 80, we say "80"']);
  });

  test('a value that is gone', () => {
    const { unlistedDifferences } = new Comparison({ spec: { replicas: 2 } }, { spec: {} }, {}, {});
    expect(unlistedDifferences).toEqual(['spec.replicas: the document says 2, we say nothing']);
  });

  test('a difference that is none any more', () => {
    const difference = { ours: 3, why: 'three are better' };
    const comparison = new Comparison({ replicas: 3 }, { replicas: 3 }, { replicas: difference }, {});
    expect(comparison.mistakesAt('replicas', difference)).toEqual(['replicas: both say 3']);
  });

  test('a difference from what the document does not say', () => {
    const difference = { ours: 3, why: 'three are better' };
    const comparison = new Comparison({}, { replicas: 3 }, { replicas: difference }, {});
    expect(comparison.mistakesAt('replicas', difference)).toEqual(['replicas: the document says nothing']);
  });

  test('a difference that is another than listed', () => {
    const difference = { at: 'container.user', ours: 1000, why: 'it is a field of containers' };
    const comparison = new Comparison({ user: 1 }, { container: { user: 999 } }, { user: difference }, {});
    expect(comparison.mistakesAt('user', difference)).toEqual(['container.user: listed is 1000, we say 999']);
  });

  test('an addition that nobody listed, though its path begins like one that somebody did', () => {
    const { unlistedAdditions } = new Comparison({}, { env: 1, envFrom: 1 }, {}, { env: 'needed' });
    expect(unlistedAdditions).toEqual(['envFrom']);
  });

  test('an addition that is none any more', () => {
    const comparison = new Comparison({ labels: { app: 'x' } }, { labels: { app: 'x' } }, {}, { labels: 'needed' });
    expect(comparison.addedBelow('labels')).toEqual([]);
  });
});
