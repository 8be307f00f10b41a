import { describe, expect, test } from '@jest/globals';
import { leasesApart } from '../../../../lib/checker/rules/availability/leases-apart';
import { judge } from '../judge';
import { deployment } from '../references/objects';

describe('leases-apart', () => {
  const controller = (name: string, lease: string, image = name) =>
    deployment(name, `containers: [{ name: manager, image: ${image}, args: [--leader-election-id=${lease}] }]`);

  test('two programs elect by two Leases', () => {
    expect(judge(leasesApart, controller('tenant', 'acme-operator') + controller('quota', 'acme-operator'))).toEqual([
      leasesApart.example,
    ]);
    expect(judge(leasesApart, controller('tenant', 'tenant') + controller('quota', 'quota'))).toEqual([]);
  });

  test('one program may run twice', () => {
    const twice = controller('one', 'acme', 'acme') + controller('two', 'acme', 'acme');
    expect(judge(leasesApart, twice)).toEqual([]);
  });
});
