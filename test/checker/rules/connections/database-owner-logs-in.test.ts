import { describe, expect, test } from '@jest/globals';
import { databaseOwnerLogsIn } from '../../../../lib/checker/rules/connections/database-owner-logs-in';
import { judge } from '../judge';
import { object } from '../object';

describe('database-owner-logs-in', () => {
  const cluster = object(
    'Cluster',
    'shop/shop-pg',
    'spec: { bootstrap: { initdb: { database: shop, owner: shop, secret: { name: shop-app } } } }',
    'postgresql.cnpg.io/v1',
  );
  const secret = (user: string) =>
    object('Secret', 'shop/shop-app', `data: { username: ${btoa(user)}, password: cHc= }`);
  const client = (data: string) => object('ConfigMap', 'shop/api', `data: { ${data} }`);

  test('the Secret has the name of the owner', () => {
    expect(judge(databaseOwnerLogsIn, cluster + secret('shop_app'))).toEqual([databaseOwnerLogsIn.example]);
    expect(judge(databaseOwnerLogsIn, cluster + secret('shop'))).toEqual([]);
  });

  test('somebody calls the primary, if anybody calls a replica', () => {
    expect(judge(databaseOwnerLogsIn, cluster + client('DB_HOST: shop-pg-ro'))).toEqual([
      expect.stringContaining('data.DB_HOST: expected Service shop/shop-pg-rw'),
    ]);
    expect(judge(databaseOwnerLogsIn, cluster + client('DB_HOST: shop-pg-rw, DB_READ_HOST: shop-pg-ro'))).toEqual([]);
  });
});
