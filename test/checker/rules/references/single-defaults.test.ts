import { describe, expect, test } from '@jest/globals';
import { singleDefaults } from '../../../../lib/checker/rules/references/single-defaults';
import { judge } from '../judge';

describe('single-defaults', () => {
  const of = (kind: string, name: string, prefix: string, value = 'true', more = '') =>
    `---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: ${name}, annotations: { ${prefix}.kubernetes.io/is-default-class: "${value}" } } ${more} }\n`;
  const ingress = (name: string, value?: string) => of('IngressClass', name, 'ingressclass', value);
  const priority = (name: string, value: boolean) =>
    `---\n{ apiVersion: v1, kind: PriorityClass, metadata: { name: ${name} }, globalDefault: ${value} }\n`;

  test('finds a second default', () => {
    expect(judge(singleDefaults, ingress('nginx') + ingress('traefik'))).toEqual([singleDefaults.example]);
    const storage = ['a', 'b', 'c'].map((name) => of('StorageClass', name, 'storageclass')).join('');
    expect(judge(singleDefaults, storage)).toHaveLength(2);
    expect(judge(singleDefaults, priority('a', true) + priority('b', true))).toEqual([
      'PriorityClass b: globalDefault: expected no second default beside PriorityClass a, received true [single-defaults]',
    ]);
  });

  test.each([
    ['one default', ingress('nginx') + ingress('traefik', 'false')],
    ['a default of each kind', ingress('nginx') + of('StorageClass', 'ssd', 'storageclass')],
    ['the annotation of another kind', ingress('nginx') + of('IngressClass', 'traefik', 'storageclass')],
    ['one priority for all', priority('a', true) + priority('b', false)],
    [
      'a default of each driver',
      ['ebs', 'efs']
        .map((name) => of('VolumeSnapshotClass', name, 'snapshot.storage', 'true', `, driver: ${name}`))
        .join(''),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(singleDefaults, yaml)).toEqual([]);
  });
});
