import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { customResourceImports, customResourceSchema } from '../../scripts/custom-resources';

const root = path.join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const crds = readdirSync(path.join(root, 'crds'));

describe('custom resources', () => {
  // The command line of cdk8s starts once for each file.
  test('have the types that cdk8s makes of their definitions, byte by byte (if not: npm run generate)', () => {
    const committed = readdirSync(path.join(root, 'imports')).map((file) => [file, read(path.join('imports', file))]);
    expect(Object.fromEntries(customResourceImports())).toEqual(Object.fromEntries(committed));
  }, 60_000);

  test('have the fields that rules know, byte by byte (if not: npm run generate)', () => {
    expect(read('lib/checker/kubernetes/custom-resources.json')).toBe(customResourceSchema());
  });

  test.each(crds)('%s says which version of its operator it follows', (file) => {
    expect(read(path.join('crds', file))).toMatch(/^# The fields in use here of .* \d+\.\d+.*\(.*\/v1.*\)/);
  });
});
