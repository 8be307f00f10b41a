import { expect, test } from '@jest/globals';
import { firstLine, isGenerated } from '../../lib/synthesis/generated';

test('the first line says who wrote a file, from what, not to edit it, and how to refresh it', () => {
  expect(firstLine('1-api.k8s.yaml', 'live')).toBe(
    '# Generated as 1-api.k8s.yaml from environment live. Do not edit: change the program, then run synth.',
  );
});

test('a file of synth is known by its first line, of this version and of the one before', () => {
  const before = '# Generated as 1-api.k8s.yaml: edit the program instead, then run synth.';
  for (const line of [firstLine('1-api.k8s.yaml', 'live'), before]) {
    expect(isGenerated('1-api.k8s.yaml', `${line}\nkind: Pod\n`)).toBe(true);
    expect(isGenerated('1-api', `${line}\nkind: Pod\n`)).toBe(false);
    expect(isGenerated('2-api.k8s.yaml', `${line}\nkind: Pod\n`)).toBe(false);
  }
});
