import { describe, expect, test } from '@jest/globals';
import { kinship } from '../../../../lib/checker/bundle/references/kinship';

describe('kinship', () => {
  test.each([
    ['smtp-mailer', 'mailer-smtp', 'same'],
    ['web-config-4bkm28h9dc', 'web-config-6ct58987ht', 'same'],
    ['blog-redis', 'blog-redis-master', 'part'],
    ['gitea-http', 'gitea', 'part'],
    ['acr-creds', 'acr-pull', 'shared'],
    ['blog-redis', 'blog', 'shared'],
    ['web-1', 'web-2', undefined],
    ['prod-api', 'prod-web', undefined],
    ['mail', 'shop', undefined],
  ])('%s and %s: %s', (name, other, expected) => {
    expect(kinship(name, other)).toBe(expected);
  });
});
