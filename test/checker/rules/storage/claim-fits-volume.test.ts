import { describe, expect, test } from '@jest/globals';
import { claimFitsVolume } from '../../../../lib/checker/rules/storage/claim-fits-volume';
import { judge } from '../judge';
import { object } from '../workloads';

describe('claim-fits-volume', () => {
  const volume = `
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: data }
spec: { capacity: { storage: 10Gi }, accessModes: [ReadWriteOnce], storageClassName: disks, claimRef: { name: data, namespace: default } }
`;
  const claim = (size: string, more = 'storageClassName: disks, accessModes: [ReadWriteOnce]') =>
    object('PersistentVolumeClaim', 'data', `${more}, resources: { requests: { storage: ${size} } }`);

  test('finds a claim that is larger than its volume', () => {
    expect(judge(claimFitsVolume, claim('20Gi') + volume)).toEqual([claimFitsVolume.example]);
  });

  test('finds another class and another mode', () => {
    const other = claim('5Gi', 'volumeName: data, storageClassName: "", accessModes: [ReadWriteMany]');
    expect(judge(claimFitsVolume, other + volume)).toEqual([
      'PersistentVolumeClaim default/data: spec.storageClassName: expected "disks", the class of PersistentVolume data, received "" [claim-fits-volume]',
      'PersistentVolumeClaim default/data: spec.accessModes: expected modes of PersistentVolume data (ReadWriteOnce), received ["ReadWriteMany"] [claim-fits-volume]',
    ]);
  });

  test.each([
    ['a smaller claim', claim('5Gi') + volume],
    ['a claim of the same size', claim('10Gi') + volume],
    ['the default class of the cluster', claim('5Gi', 'accessModes: [ReadWriteOnce]') + volume],
    ['a claim without a volume', claim('20Gi')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(claimFitsVolume, yaml)).toEqual([]);
  });

  test('finds a claim that gets the default class, beside a volume without one', () => {
    const plain = volume
      .replace(', storageClassName: disks', '')
      .replace(', claimRef: { name: data, namespace: default }', '');
    const said = (more: string) => judge(claimFitsVolume, claim('5Gi', `volumeName: data${more}`) + plain);
    expect(said('')[0]).toContain('a claim without the field gets the default class');
    expect(said(', storageClassName: ""')).toEqual([]);
  });

  test('finds a volume that is kept for another claim', () => {
    const kept = (name: string) => volume.replace('claimRef: { name: data', `claimRef: { name: ${name}`);
    const own = claim('5Gi', 'volumeName: data, storageClassName: disks, accessModes: [ReadWriteOnce]');
    expect(judge(claimFitsVolume, own + kept('dta'))).toEqual([
      expect.stringContaining('spec.claimRef: expected PersistentVolumeClaim default/data, which names the volume'),
    ]);
    expect(judge(claimFitsVolume, own + kept('data'))).toEqual([]);
  });

  const free = volume.replace(', claimRef: { name: data, namespace: default }', '');

  test('finds a claim that selects a volume of another class', () => {
    const labelled = free.replace('name: data }', 'name: share, labels: { share: films } }');
    const selecting = (more: string, label = 'films') =>
      judge(claimFitsVolume, claim('5Gi', `selector: { matchLabels: { share: ${label} } }${more}`) + labelled);
    expect(selecting(', storageClassName: nfs')).toEqual([
      'PersistentVolumeClaim default/data: spec.storageClassName: expected "disks", the class of PersistentVolume share, received "nfs" [claim-fits-volume]',
    ]);
    expect(selecting(', storageClassName: disks')).toEqual([]);
    expect(selecting(', storageClassName: nfs', 'music')).toEqual([]);
  });

  test('finds a claim of a class without volumes, beside the only volume that is cut for the claim', () => {
    const films = free.replace('name: data }', 'name: films-nfs }');
    const left = (more: string, name = 'films', size = '10Gi', yaml = films) =>
      judge(claimFitsVolume, claim(size, more).replace('name: data', `name: ${name}`) + yaml);
    const other = 'storageClassName: nfs, accessModes: [ReadWriteOnce]';
    expect(left(other)[0]).toContain('the class of PersistentVolume films-nfs, which no other claim asks for');
    expect(left(other.replace('nfs', 'disks'))).toEqual([]);
    expect(left(other, 'music')).toEqual([]);
    expect(left(other, 'films', '5Gi')).toEqual([]);
    expect(left(other.replace('Once', 'Many'))).toEqual([]);
    expect(left(other, 'films', '10Gi', films + object('StorageClass', 'nfs', 'a: 1'))).toEqual([]);
    expect(left(other, 'films', '10Gi', films + claim('1Gi').replace('name: data', 'name: own'))).toEqual([]);
    expect(left(other, 'films', '10Gi', films + films.replace('films-nfs', 'music-nfs'))).toEqual([]);
  });

  test('finds a volume that is kept for a claim of another namespace', () => {
    const elsewhere = volume.replace('namespace: default', 'namespace: shop');
    expect(judge(claimFitsVolume, claim('5Gi') + elsewhere)).toEqual([
      'PersistentVolume data: spec.claimRef.namespace: expected "default", the namespace of PersistentVolumeClaim default/data, received "shop" [claim-fits-volume]',
    ]);
    expect(judge(claimFitsVolume, claim('5Gi', 'storageClassName: fast') + elsewhere)).toEqual([]);
    const both = claim('5Gi') + claim('5Gi').replace('name: data', 'name: data, namespace: shop');
    expect(judge(claimFitsVolume, both + elsewhere)).toEqual([]);
  });

  test('finds a claim without a class that all volumes without a class are smaller than', () => {
    const plain = (size: string, labels: string) =>
      volume
        .replace('name: data }', `name: data, labels: { ${labels} } }`)
        .replace('10Gi', size)
        .replace('storageClassName: disks, claimRef: { name: data, namespace: default }', 'storageClassName: ""');
    const asked = (storageClass: string) =>
      claim('20Gi', `${storageClass} selector: { matchLabels: { a: b } }, accessModes: [ReadWriteOnce]`);
    expect(judge(claimFitsVolume, asked('storageClassName: "",') + plain('10Gi', 'a: b'))).toEqual([
      claimFitsVolume.example,
    ]);
    expect(judge(claimFitsVolume, asked('storageClassName: "",') + plain('20Gi', 'a: b'))).toEqual([]);
    expect(judge(claimFitsVolume, asked('storageClassName: "",') + plain('10Gi', 'a: c'))).toEqual([]);
    expect(judge(claimFitsVolume, asked('') + plain('20Gi', 'a: b'))[0]).toContain('gets the default class');
  });
});
