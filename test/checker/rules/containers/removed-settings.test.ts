import { describe, expect, test } from '@jest/globals';
import { removedSettings } from '../../../../lib/checker/rules/containers/removed-settings';
import { judge } from '../judge';
import { database, deployment } from '../workloads';

describe('removed-settings', () => {
  const mysql = (tag: string) =>
    judge(
      removedSettings,
      database(`image: "mysql:${tag}", args: [--default-authentication-plugin=mysql_native_password]`),
    );

  test('finds an option that the version no longer has', () => {
    expect(mysql('8.4')).toEqual([removedSettings.example]);
    expect(mysql('9')).toHaveLength(1);
    expect(mysql('8.0.39')).toEqual([]);
    expect(mysql('latest')).toEqual([]);
  });

  test('finds a variable that the entrypoint refuses', () => {
    const rabbit = (tag: string) =>
      judge(
        removedSettings,
        deployment(
          `{ name: mq, image: "rabbitmq:${tag}", env: [{ name: RABBITMQ_VM_MEMORY_HIGH_WATERMARK, value: "0.4" }] }`,
        ),
      );
    expect(rabbit('3.13-management')).toHaveLength(1);
    expect(rabbit('3.8')).toEqual([]);
  });

  test.each([
    ['mysql', '8.4', '8.3', 'default_authentication_plugin', 'authentication_policy'],
    ['mysql', '8.4', '8.3', 'expire_logs_days', 'no such setting'],
    ['mysql', '8.0', '5.7', 'query_cache_size', 'no such setting'],
    ['postgres', '13', '12', 'wal_keep_segments', 'wal_keep_size'],
    ['postgres', '10', '9.6', 'checkpoint_segments', 'max_wal_size'],
    ['postgres', '14', '13', 'operator_precedence_warning', 'no such setting'],
    ['postgis/postgis', '15', '14', 'stats_temp_directory', 'no such setting'],
    ['postgres', '16', '15', 'force_parallel_mode', 'no such setting'],
    ['postgres', '17', '16', 'old_snapshot_threshold', 'no such setting'],
    ['elasticsearch', '8.0', '7.17', 'node.master', 'discovery.seed_hosts, cluster.initial_master_nodes or node.roles'],
    ['kibana', '8.0', '7.17', 'xpack.security.enabled', 'no such setting'],
    ['apache/kafka', '4.0', '3.9', 'KAFKA_ZOOKEEPER_CONNECT', 'KRaft: controllers in place of ZooKeeper'],
    ['mongo', '7.0', '6.0', 'nojournal', 'no such setting'],
    ['mongo', '4.2', '4.0', 'smallfiles', 'no such setting'],
    ['rabbitmq', '3.9', '3.8', 'RABBITMQ_SSL_CERTFILE', 'rabbitmq.conf'],
    ['traefik', '3.0', '2.11', 'pilot.token', 'no such option'],
    ['grafana/loki', '3.0', '2.9', 'compactor.shared_store', 'no such setting'],
  ])('%s %s, and not %s, refuses %s', (image, version, older, name, instead) => {
    const told = (tag: string) =>
      judge(removedSettings, deployment(`{ name: db, image: "${image}:${tag}", env: [{ name: ${name}, value: a }] }`));
    expect(told(version)[0]).toContain(`expected ${instead}`);
    expect(told(older)).toEqual([]);
  });
});
