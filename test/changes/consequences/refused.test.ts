import { expect, test } from '@jest/globals';
import { refused } from '../../../lib/changes/consequences/refused';
import { saidOf } from '../said';
import { DATABASE } from '../shop';

test('a change that the API server rejects says how to make it nevertheless', () => {
  expect(saidOf(refused, DATABASE, 'serviceName: db', 'serviceName: database')).toEqual([refused.example]);
});

test('a change of the pods is not rejected', () => {
  expect(saidOf(refused, DATABASE, 'postgres:16.9', 'postgres:16.10')).toEqual([]);
});
