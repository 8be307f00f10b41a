import { describe, expect, test } from '@jest/globals';
import { fixedImageTag } from '../../../../lib/checker/rules/containers/fixed-image-tag';
import { judge, weights } from '../judge';
import { deployment } from '../pods';

describe('fixed-image-tag', () => {
  const image = (reference: string, more = '') => deployment(`{ name: api, image: "${reference}", ${more} }`);

  test('finds latest, said or not', () => {
    expect(judge(fixedImageTag, image('api:latest'))).toEqual([fixedImageTag.example]);
    expect(judge(fixedImageTag, image('ghcr.io/acme/api'))).toHaveLength(1);
    expect(judge(fixedImageTag, image('localhost:5000/api'))).toHaveLength(1);
  });

  test.each(['api:1.0', 'localhost:5000/api:1.0', 'api@sha256:abc', 'api:latest@sha256:abc', 'api:latest-alpine'])(
    'accepts %s',
    (reference) => {
      expect(judge(fixedImageTag, image(reference))).toEqual([]);
    },
  );

  test('suppresses an imported image only where images are imported', () => {
    const never = image('api:latest', 'imagePullPolicy: Never');
    expect(judge(fixedImageTag, never, { importedImages: true })).toEqual([]);
    expect(judge(fixedImageTag, never)).toHaveLength(1);
    expect(judge(fixedImageTag, image('api:latest'), { importedImages: true })).toHaveLength(1);
  });

  test('latest is an opinion where each start pulls the image, and a risk where nodes keep what they have', () => {
    expect(weights(fixedImageTag, image('api:latest'))).toEqual(['opinion']);
    expect(weights(fixedImageTag, image('api:latest', 'imagePullPolicy: IfNotPresent'))).toEqual(['risk']);
  });

  test('leaves a missing image to the schema', () => {
    expect(judge(fixedImageTag, deployment('{ name: api }'))).toEqual([]);
  });
});
