import { describe, expect, test } from '@jest/globals';
import { deliveryStays } from '../../../../lib/checker/rules/updates/delivery-stays';
import { api, application, judgeFiles } from '../delivered';

const FILE = 'live/1-api.yaml';
const before = { 'live/argo-cd.yaml': application('directory: { include: 1-api.yaml }'), [FILE]: api };

const kustomization = (more: string): string => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: shop-live, namespace: flux-system }
spec: { interval: 10m, path: ./dist/live, sourceRef: { kind: GitRepository, name: shop-live }, ${more} }`;

describe('an Application or a Kustomization stays as long as its objects do', () => {
  test('an Application that vanishes takes along objects that stay', () => {
    expect(judgeFiles(deliveryStays, { [FILE]: api }, before)).toEqual([deliveryStays.example]);
  });

  test('so does one under a new name', () => {
    const renamed = { ...before, 'live/argo-cd.yaml': application('directory: { include: 1-api.yaml }', 'name: api') };
    expect(judgeFiles(deliveryStays, renamed, before)).toHaveLength(1);
  });

  test('an Application may go with all of its objects, though other files have others', () => {
    const others = { 'live/1-web.yaml': api.replaceAll('name: api', 'name: web') };
    expect(judgeFiles(deliveryStays, others, { ...before, ...others })).toEqual([]);
  });

  test('an Application without a finalizer leaves its objects', () => {
    const orphans = before['live/argo-cd.yaml'].replace('finalizers: [resources-finalizer.argocd.argoproj.io], ', '');
    expect(judgeFiles(deliveryStays, { [FILE]: api }, { ...before, 'live/argo-cd.yaml': orphans })).toEqual([]);
  });

  test.each([
    ['prune: true', 1],
    ['prune: false', 0],
    ['prune: true, deletionPolicy: Orphan', 0],
    ['prune: false, deletionPolicy: Delete', 1],
  ])('a Kustomization with %s: %d findings', (more, count) => {
    const flux = { 'live/flux.yaml': kustomization(more), [FILE]: api };
    expect(judgeFiles(deliveryStays, { [FILE]: api }, flux)).toHaveLength(count);
    expect(judgeFiles(deliveryStays, flux, flux)).toEqual([]);
  });
});
