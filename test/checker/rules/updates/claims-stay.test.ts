import { describe, expect, test } from '@jest/globals';
import { claimsStay } from '../../../../lib/checker/rules/updates/claims-stay';
import { judge } from '../judge';

describe('claims-stay', () => {
  const files = (volume: string) =>
    `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: files, namespace: shop }, spec: { template: { spec: { volumes: [${volume}] } } } }`;
  const claim = (name: string, volume = 'data') => `{ name: ${volume}, persistentVolumeClaim: { claimName: ${name} } }`;
  const said = (before: string, now: string) => judge(claimsStay, files(now), {}, files(before));

  test('finds another claim in the place of one with data', () => {
    expect(said(claim('files'), claim('files-2'))).toEqual([claimsStay.example]);
  });

  test('finds an empty folder in the place of a claim, and no volume at all', () => {
    expect(said(claim('files'), '{ name: data, emptyDir: {} }')).toEqual([
      expect.stringContaining('received emptyDir'),
    ]);
    expect(said(claim('files'), '')).toEqual([expect.stringContaining('received no such volume')]);
  });

  test('accepts a StatefulSet that makes the claim from now on', () => {
    const set = (spec: string) =>
      `{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: files }, spec: { ${spec} } }`;
    const before = set(`template: { spec: { volumes: [${claim('files')}] } }`);
    const made = (name: string) =>
      judge(
        claimsStay,
        set(`volumeClaimTemplates: [{ metadata: { name: ${name} } }], template: { spec: {} }`),
        {},
        before,
      );
    expect(made('data')).toEqual([]);
    expect(made('cache')).toHaveLength(1);
  });

  test('accepts the same claim under another name of the volume, and a claim in the place of an empty folder', () => {
    expect(said(claim('files'), claim('files', 'uploads'))).toEqual([]);
    expect(said('{ name: data, emptyDir: {} }', claim('files'))).toEqual([]);
    expect(judge(claimsStay, files(claim('files')))).toEqual([]);
  });
});
