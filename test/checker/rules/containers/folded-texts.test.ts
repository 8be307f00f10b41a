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
});
