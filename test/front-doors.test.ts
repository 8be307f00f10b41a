import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';

const manifest = JSON.parse(readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8'));
const doors = Object.entries<string>(manifest.exports).map(([name, file]) => [name, path.join('..', file)] as const);

describe('front doors', () => {
  test('are the library and the checker', () => {
    expect(doors.map(([name]) => name)).toEqual(['.', './checker']);
  });

  test.each(doors)('importing %s adds no listener to the process and leaves the exit code alone', (_, file) => {
    const listeners = () => process.eventNames().map((event) => [event, process.listenerCount(event)]);
    const before = { listeners: listeners(), exitCode: process.exitCode, variables: { ...process.env } };
    jest.isolateModules(() => require(file));
    expect({ listeners: listeners(), exitCode: process.exitCode, variables: { ...process.env } }).toEqual(before);
  });

  test.each(doors)('%s shows at most a hundred names', (_, file) => {
    const text = readFileSync(path.join(__dirname, file), 'utf8');
    const names = [...text.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
      list.split(',').filter((name) => name.trim()),
    );
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThanOrEqual(100);
  });
});
