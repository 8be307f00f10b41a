import { describe, expect, test } from '@jest/globals';
import { settingsAgree } from '../../../../lib/checker/rules/availability/settings-agree';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('settings-agree', () => {
  const kafka = (least: number, copies: number) =>
    judge(
      settingsAgree,
      object(
        'StatefulSet',
        'db',
        `replicas: 3, template: { spec: { containers: [{ name: db, image: apache/kafka, env: [{ name: KAFKA_MIN_INSYNC_REPLICAS, value: "${least}" }, { name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: "${copies}" }] }] } }`,
      ),
    );

  test('finds copies of which none may be away', () => {
    expect(kafka(3, 3)).toEqual([settingsAgree.example]);
    expect(kafka(2, 3)).toEqual([]);
    expect(kafka(1, 1)).toEqual([]);
  });

  test('finds more data than the disk holds', () => {
    const prometheus = (size: string) =>
      judge(
        settingsAgree,
        object(
          'StatefulSet',
          'db',
          `volumeClaimTemplates: [{ metadata: { name: data }, spec: { resources: { requests: { storage: 100Gi } } } }], template: { spec: { containers: [{ name: db, args: ["--storage.tsdb.retention.size=${size}"], volumeMounts: [{ name: data, mountPath: /prometheus }] }] } }`,
        ),
      );
    expect(prometheus('200GB')).toHaveLength(1);
    expect(prometheus('80GB')).toEqual([]);
  });

  test('finds more connections than the database takes', () => {
    const db = object(
      'StatefulSet',
      'db',
      'template: { spec: { containers: [{ name: db, image: postgres, args: [-c, max_connections=200] }] } }',
    );
    const api = (size: number) =>
      judge(
        settingsAgree,
        deployment(`{ name: api, env: [{ name: DB_POOL_SIZE, value: "${size}" }] }`, 'replicas: 4') + db,
      );
    expect(api(80)).toHaveLength(1);
    expect(api(50)).toEqual([]);
  });

  test('finds connections of a database.yml beyond those of the server', () => {
    const rails = (most: number) =>
      judge(
        settingsAgree,
        configMap('rails', 'database.yml: "production: { pool: 10 }"') +
          object(
            'Deployment',
            'web',
            'replicas: 2, template: { spec: { containers: [{ name: web, volumeMounts: [{ name: c, mountPath: /app/config/database.yml, subPath: database.yml }] }], volumes: [{ name: c, configMap: { name: rails } }] } }',
          ) +
          object(
            'StatefulSet',
            'db',
            `template: { spec: { containers: [{ name: db, image: "postgres:16", args: [-c, max_connections=${most}] }] } }`,
          ),
      );
    expect(rails(5)).toHaveLength(1);
    expect(rails(100)).toEqual([]);
  });
});
