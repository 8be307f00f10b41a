import { describe, expect, test } from '@jest/globals';
import { foldedTexts } from '../../../../lib/checker/rules/containers/folded-texts';
import { judge } from '../judge';

describe('folded-texts', () => {
  const file = (name: string, text: string) =>
    judge(
      foldedTexts,
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'redis' }, data: { [name]: text } }),
    );

  test('finds settings that YAML has joined into one line', () => {
    expect(file('redis.conf', 'maxmemory 256mb maxmemory-policy allkeys-lru appendonly yes\n')).toEqual([
      foldedTexts.example,
    ]);
    expect(file('redis.conf', 'maxmemory 256mb\nmaxmemory-policy allkeys-lru\n')).toEqual([]);
    expect(file('redis.conf', 'save 900 1\n')).toEqual([]);
    expect(file('app.properties', 'a.b=1 c.d=2 e.f=3')).toHaveLength(1);
    expect(file('app.properties', 'java.opts=-Xmx1g -Dx=1')).toEqual([]);
    expect(file('my.cnf', '[mysqld] max_connections=200')).toHaveLength(1);
  });

  test('finds a script in one line', () => {
    expect(file('run.sh', '#!/bin/sh set -eu exec app\n')).toHaveLength(1);
    expect(file('run.sh', '#!/bin/sh -eu\nexec app\n')).toEqual([]);
    expect(file('run.py', '#!/usr/bin/env python3\n')).toEqual([]);
  });

  test.each([
    ['mosquitto.conf', 'persistence true log_dest stdout\nlistener 1883 allow_anonymous false '],
    ['pg_hba.conf', 'local all all trust host all all 0.0.0.0/0 md5'],
    ['squid.conf', 'acl lan src 10.0.0.0/8 http_access allow lan'],
    ['chrony.conf', 'server a.example iburst driftfile /var/lib/drift'],
    ['zoo.cfg', 'tickTime=2000 initLimit=10 syncLimit=5'],
  ])('a paragraph of %s has a line for each setting', (name, text) => {
    expect(file(name, text)).toHaveLength(1);
    expect(
      file(name, text.replace(/ (allow_anonymous|log_dest|host|http_access|driftfile|initLimit|syncLimit)/g, '\n$1')),
    ).toEqual([]);
    expect(file(name, `# ${text.split('\n').join('\n# ')}\n`)).toEqual([]);
  });

  test('one line of pairs among others is a value', () => {
    expect(file('app.properties', 'x=1\nconninfo=host=db port=1 user=a\n')).toEqual([]);
  });
});
