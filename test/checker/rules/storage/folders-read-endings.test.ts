import { describe, expect, test } from '@jest/globals';
import { foldersReadEndings } from '../../../../lib/checker/rules/storage/folders-read-endings';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('folders-read-endings', () => {
  const db = (file: string, mount = 'mountPath: /docker-entrypoint-initdb.d') =>
    object(
      'Deployment',
      'db',
      `template: { spec: { volumes: [{ name: init, configMap: { name: init } }], containers: [{ name: db, image: "mongo:7", volumeMounts: [{ name: init, ${mount} }] }] } }`,
    ) + configMap('init', `"${file}": "{}"`);

  test('finds files that the image passes over', () => {
    expect(judge(foldersReadEndings, db('users.json'))).toEqual([foldersReadEndings.example]);
    const one = 'mountPath: /docker-entrypoint-initdb.d/users.json, subPath: users.json';
    expect(judge(foldersReadEndings, db('users.json', one))).toHaveLength(1);
  });

  test('accepts files that the image reads, and other folders', () => {
    expect(judge(foldersReadEndings, db('users.js'))).toEqual([]);
    expect(judge(foldersReadEndings, db('users.json', 'mountPath: /data/import'))).toEqual([]);
  });

  const spring = (file: string, more = '') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: config, configMap: { name: config } }], containers: [{ name: api, ${more} volumeMounts: [{ name: config, mountPath: /config }] }] } }`,
    ) + configMap('config', `"${file}": "spring:\\n  datasource: {}"`);

  test('finds a configuration of Spring Boot under another name', () => {
    expect(judge(foldersReadEndings, spring('shop.yaml'))[0]).toContain('Spring Boot reads no other name');
    expect(judge(foldersReadEndings, spring('application.yaml'))).toEqual([]);
    expect(judge(foldersReadEndings, spring('application-prod.yaml'))).toEqual([]);
    expect(
      judge(
        foldersReadEndings,
        spring('shop.yaml', 'env: [{ name: SPRING_CONFIG_IMPORT, value: "file:/config/shop.yaml" }],'),
      ),
    ).toEqual([]);
  });
});
