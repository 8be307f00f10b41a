import { describe, expect, test } from '@jest/globals';
import { imageTags } from '../../../../lib/checker/rules/containers/image-tags';
import { judge } from '../judge';
import { object } from '../workloads';

describe('image-tags', () => {
  const cache = (image: string) =>
    judge(
      imageTags,
      object('Deployment', 'cache', `template: { spec: { containers: [{ name: redis, image: "${image}" }] } }`),
    );

  test('finds a mistyped word in the tag of an official image', () => {
    expect(cache('redis:7.2-alpin')).toEqual([imageTags.example]);
    expect(cache('docker.io/library/python:3.12-slim-bookwrom')).toHaveLength(1);
    expect(cache('node:22-alpne3.20')[0]).toContain('expected the tag 22-alpine3.20');
  });

  test.each([
    'redis:7.2-alpine',
    'redis:7.2-alpine3.20',
    'postgres:16.4',
    'redis:7-alpin@sha256:1',
    'acme/redis:7-alpin',
    'redis',
  ])('accepts %s', (image) => {
    expect(cache(image)).toEqual([]);
  });
});
