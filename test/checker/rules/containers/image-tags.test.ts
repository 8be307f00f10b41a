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

  test.each([
    ['slimm', 'slim'],
    ['bookwom', 'bookworm'],
    ['bulseye', 'bullseye'],
    ['bustre', 'buster'],
    ['trixi', 'trixie'],
    ['jamy', 'jammy'],
    ['nobel', 'noble'],
    ['focl', 'focal'],
    ['windowsserverore', 'windowsservercore'],
    ['managment', 'management'],
    ['apachee', 'apache'],
    ['enterprse', 'enterprise'],
    ['comunity', 'community'],
    ['prel', 'perl'],
    ['temurn', 'temurin'],
    ['openssll', 'openssl'],
    ['unpriviledged', 'unprivileged'],
    ['nanosever', 'nanoserver'],
    ['ootel', 'otel'],
    ['lastest', 'latest'],
    ['stabel', 'stable'],
    ['mainlne', 'mainline'],
    ['orcale', 'oracle'],
    ['unbuntu', 'ubuntu'],
    ['debain', 'debian'],
    ['headles', 'headless'],
  ])('a tag with %s is meant with %s', (slip, word) => {
    expect(cache(`redis:7-${slip}`)[0]).toContain(`expected the tag 7-${word}, received "redis:7-${slip}"`);
    expect(cache(`redis:7-${word}`)).toEqual([]);
  });
});
