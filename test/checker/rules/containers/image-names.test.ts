import { describe, expect, test } from '@jest/globals';
import { imageNames } from '../../../../lib/checker/rules/containers/image-names';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('image-names', () => {
  const image = (name: string) => deployment(`{ name: api, image: "${name}" }`);

  test('finds an address of a browser', () => {
    expect(judge(imageNames, image('https://ghcr.io/Acme/api:1.0.0'))).toEqual([imageNames.example]);
  });

  test.each([
    'ghcr.io/Acme/api:1.0.0',
    'Nginx',
    'nginx:',
    'acme/api:1.0 ',
    'api@sha256:abc',
    '$REGISTRY/api:1',
    'a//b',
  ])('finds %s', (name) => {
    expect(judge(imageNames, image(name))).toHaveLength(1);
  });

  test.each([
    'nginx',
    'localhost:5000/team/api_v2:1.0.0-RC1',
    'Registry.example.com/api:latest',
    'acme/api:1@sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31',
    'acme/api__x--y.z',
    'ko://github.com/Acme/api/cmd/api',
  ])('accepts %s', (name) => {
    expect(judge(imageNames, image(name))).toEqual([]);
  });
});
