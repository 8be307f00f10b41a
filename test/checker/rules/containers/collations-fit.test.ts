import { describe, expect, test } from '@jest/globals';
import { collationsFit } from '../../../../lib/checker/rules/containers/collations-fit';
import { judge } from '../judge';
import { configMap, database } from '../workloads';

describe('collations-fit', () => {
  const server = (lines: string, image = 'mysql:8.4') =>
    database(
      `image: "${image}", volumeMounts: [{ name: conf, mountPath: /etc/mysql/conf.d }]`,
      'volumes: [{ name: conf, configMap: { name: db } }]',
    ) + configMap('db', `db.cnf: ${JSON.stringify(`[mysqld]\n${lines}\n`)}`);
  const script = (text: string) => judge(collationsFit, configMap('init', `init.sql: ${JSON.stringify(text)}`));

  test('finds a collation of another character set', () => {
    expect(judge(collationsFit, server('character-set-server = utf8\ncollation-server = utf8mb4_unicode_ci'))).toEqual([
      collationsFit.example,
    ]);
    const args = database(
      'image: "mariadb:11", args: [--character-set-server=utf8mb4, --collation-server=latin1_swedish_ci]',
    );
    expect(judge(collationsFit, args)).toHaveLength(1);
    expect(script('CREATE DATABASE a CHARACTER SET utf8 COLLATE utf8mb4_unicode_ci;')).toEqual([
      'ConfigMap default/init: data[init.sql]: expected a collation of utf8mb3, as the character set beside, received "utf8mb4_unicode_ci" [collations-fit]',
    ]);
    expect(script('CREATE TABLE a (b int) DEFAULT CHARSET=latin1 COLLATE=utf8mb4_bin;')).toHaveLength(1);
  });

  test.each([
    [
      'a collation of the character set',
      server('character-set-server = utf8mb4\ncollation-server = utf8mb4_0900_ai_ci'),
    ],
    ['two names of one character set', server('character_set_server = utf8\ncollation_server = utf8mb3_general_ci')],
    ['bytes', server('character-set-server = binary\ncollation-server = binary')],
    ['a collation alone', server('collation-server = utf8mb4_unicode_ci')],
    ['a value that somebody fills in', server('character-set-server = $SET\ncollation-server = utf8mb4_bin')],
    ['another program', server('character-set-server = utf8\ncollation-server = utf8mb4_bin', 'acme/db:1')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(collationsFit, yaml)).toEqual([]);
  });

  test('accepts scripts that agree, and comments', () => {
    expect(script('CREATE DATABASE a CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;')).toEqual([]);
    expect(script('-- CHARACTER SET utf8 COLLATE utf8mb4_bin\n')).toEqual([]);
  });
});
