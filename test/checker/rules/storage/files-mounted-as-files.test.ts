import { describe, expect, test } from '@jest/globals';
import { filesMountedAsFiles } from '../../../../lib/checker/rules/storage/files-mounted-as-files';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('files-mounted-as-files', () => {
  const api = (mount: string, keys = 'app.ini: "a=1"') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: config, configMap: { name: config } }], containers: [{ name: api, volumeMounts: [{ name: config, ${mount} }] }] } }`,
    ) + configMap('config', keys);

  test('finds a folder where a file was meant', () => {
    expect(judge(filesMountedAsFiles, api('mountPath: /etc/app/app.ini'))).toEqual([filesMountedAsFiles.example]);
    expect(judge(filesMountedAsFiles, api('mountPath: /etc/php/zz-app.ini'))).toHaveLength(1);
  });

  test('finds a file where a folder was meant', () => {
    expect(judge(filesMountedAsFiles, api('mountPath: /etc/app/conf.d, subPath: app.ini'))[0]).toContain(
      'expected /etc/app/conf.d/app.ini',
    );
  });

  test.each([
    ['a file', api('mountPath: /etc/app/app.ini, subPath: app.ini')],
    ['a folder', api('mountPath: /etc/app/conf.d')],
    ['a folder with an unusual name', api('mountPath: /etc/app.conf', 'a: "1", b: "2"')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(filesMountedAsFiles, yaml)).toEqual([]);
  });
});
