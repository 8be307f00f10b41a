import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { topology } from '../../scripts/topology';

const folder = path.join(__dirname, '..', '..', 'docs', 'topology');

test('docs/topology shows the environments as they are: npm run generate draws them', async () => {
  const committed = readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const);
  expect(new Map(committed)).toEqual(await topology());
}, 60_000);
