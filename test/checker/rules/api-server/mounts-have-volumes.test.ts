import { describe, expect, test } from '@jest/globals';
import { mountsHaveVolumes } from '../../../../lib/checker/rules/api-server/mounts-have-volumes';
import { judge } from '../judge';
import { API, database, deployment, object } from '../workloads';

describe('mounts-have-volumes', () => {
  const mounting = (mounts: string, more = 'tty: false') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { containers: [{ name: api, volumeMounts: [${mounts}], ${more} }], volumes: [{ name: cache }, { name: tmp }] } }`,
    );

  test('finds a mount of no volume, and what it may mean', () => {
    expect(judge(mountsHaveVolumes, mounting('{ name: cahce, mountPath: /cache }'))).toEqual([
      mountsHaveVolumes.example,
    ]);
  });

  test('finds a device of no volume, and a mount where there is none at all', () => {
    expect(judge(mountsHaveVolumes, mounting('', 'volumeDevices: [{ name: disk }]')).join()).toContain(
      'volumeDevices[disk].name',
    );
    expect(judge(mountsHaveVolumes, deployment('{ name: api, volumeMounts: [{ name: tmp }] }'))).toEqual([
      `${API}.containers[api].volumeMounts[tmp].name: expected a volume of the pod (it has none), received "tmp" [mounts-have-volumes]`,
    ]);
  });

  test('finds two mounts at one place', () => {
    expect(
      judge(mountsHaveVolumes, mounting('{ name: cache, mountPath: /tmp }, { name: tmp, mountPath: /tmp/ }')),
    ).toEqual([
      `${API}.containers[api].volumeMounts[tmp].mountPath: expected a path of its own: cache is mounted there, received "/tmp" [mounts-have-volumes]`,
    ]);
  });

  test('accepts volumes and claim templates, and one volume at two places', () => {
    expect(
      judge(
        mountsHaveVolumes,
        mounting('{ name: tmp, mountPath: /tmp }, { name: tmp, mountPath: /run, subPath: run }'),
      ),
    ).toEqual([]);
    expect(judge(mountsHaveVolumes, database('volumeMounts: [{ name: data, mountPath: / }]'))).toEqual([]);
  });
});
