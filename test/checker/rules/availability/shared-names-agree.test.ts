import { describe, expect, test } from '@jest/globals';
import { sharedNamesAgree } from '../../../../lib/checker/rules/availability/shared-names-agree';
import { judge } from '../judge';

const program = (name: string, queue: string, variable = 'TASK_QUEUE') =>
  `---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name} }, spec: { template: { spec: { containers: [{ name: ${name}, env: [{ name: ${variable}, value: ${queue} }] }] } } } }\n`;

describe('shared-names-agree', () => {
  const said = (...parts: readonly string[]) => judge(sharedNamesAgree, parts.join(''));

  test('finds a queue of nearly the name', () => {
    expect(said(program('worker', 'order-processing'), program('api', 'orders-processing'))).toEqual([
      sharedNamesAgree.example,
    ]);
    const third = program('other', 'orders-processing');
    expect(said(program('worker', 'order-processing'), program('api', 'orders-processing'), third)[0]).toContain(
      'Deployment default/worker: spec',
    );
  });

  test.each([
    ['the same name', [program('worker', 'mails'), program('api', 'mails')]],
    ['two names', [program('worker', 'mails'), program('api', 'reports')]],
    ['names with numbers', [program('worker', 'mails-1'), program('api', 'mails-2')]],
    ['two settings', [program('worker', 'mails'), program('api', 'mail', 'OTHER_NAME')]],
    [
      'two names of which other objects speak',
      [program('a', 'mails'), program('b', 'mails'), program('c', 'mailx'), program('d', 'mailx')],
    ],
  ])('accepts %s', (_, parts) => {
    expect(said(...parts)).toEqual([]);
  });
});
