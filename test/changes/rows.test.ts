import { describe, expect, test } from '@jest/globals';
import { compared, human, inShort, rowsOf } from '../../lib/changes';
import { parse } from '../checker/rules/judge';
import { API, object, SERVICE } from './shop';

/** The lines for environments of these names, each with the texts before and after. */
function lines(environments: Readonly<Record<string, readonly [before: string, after: string]>>): string[] {
  const side = (index: 0 | 1) =>
    new Map(Object.entries(environments).map(([name, texts]) => [name, parse(texts[index])]));
  return human(rowsOf(compared(side(0), side(1))));
}

const inNamespace = (name: string, text: string) => text.replaceAll('namespace: shop', `namespace: shop-${name}`);
const newer = (text: string) => text.replace('acme/api:1.0.0', 'acme/api:1.1.0');

describe('folding', () => {
  test('the same change in several environments is one row, with the amounts of each', () => {
    const [dev, prod] = [inNamespace('dev', API.replace('replicas: 2', 'replicas: 1')), inNamespace('prod', API)];
    expect(lines({ dev: [dev, newer(dev)], prod: [prod, newer(prod)] })).toEqual([
      'dev, prod: restart: Deployment shop-<environment>/api: its pods are replaced: dev 1 pod, with at most 600 s to start and 30 s to stop; prod 2 pods, 1 at a time, each with at most 600 s to start and 30 s to stop',
      '  spec.template.spec.containers[api].image: "acme/api:1.0.0" → "acme/api:1.1.0"',
    ]);
  });

  test('another change in each environment is a row for each', () => {
    const [dev, prod] = [inNamespace('dev', API), inNamespace('prod', API)];
    const found = lines({ dev: [dev, newer(dev)], prod: [prod, prod.replace('acme/api:1.0.0', 'acme/api:2.0.0')] });
    expect(found.filter((line) => !line.startsWith(' '))).toEqual([
      expect.stringMatching(/^dev: restart: Deployment shop-dev\/api: /),
      expect.stringMatching(/^prod: restart: Deployment shop-prod\/api: /),
    ]);
  });

  test('an environment that is new, and one that is gone', () => {
    const config = object('ConfigMap', 'a', 'data: { A: b }');
    const text = lines({ dev: [inNamespace('dev', config), ''], qa: ['', inNamespace('qa', config)] }).join('\n');
    expect(text).toContain('dev: gone: ConfigMap shop-dev/a: kubectl delete configmap a --namespace shop-dev');
    expect(text).toContain('qa: no-restart: ConfigMap shop-qa/a: is created');
  });

  test('nothing is said of what is written in another way', () => {
    expect(
      lines({
        '': [API + SERVICE, SERVICE + API.replace('replicas: 2', 'progressDeadlineSeconds: null\n  replicas: 2')],
      }),
    ).toEqual([]);
  });
});

test('in short, the rows after the first twenty are counted', () => {
  const config = (count: number) =>
    [...Array(count).keys()].map((i) => object('ConfigMap', `c${i}`, 'data: { A: b }')).join('');
  const short = (count: number) =>
    inShort(compared(new Map([['', parse(config(count) + SERVICE)]]), new Map([['', parse(SERVICE)]])));
  expect(short(20)).toHaveLength(20);
  expect(short(22)).toHaveLength(21);
  expect(short(22).at(-1)).toBe('2 more consequences: npm run changes -- HEAD');
  expect(short(21).at(-1)).toBe('1 more consequence: npm run changes -- HEAD');
});
