import { describe, expect, test } from '@jest/globals';
import { keyFormats } from '../../../../lib/checker/rules/containers/key-formats';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('key-formats', () => {
  const env = (name: string, value = 'x', more = '', image = 'app') =>
    judge(
      keyFormats,
      deployment(`{ name: api, image: ${image}, env: [{ name: ${name}, value: "${value}" } ${more}] }`),
    );

  test('finds the words of a well-known variable in another order', () => {
    expect(env('SECRET_BASE_KEY')).toEqual([keyFormats.example]);
    expect(env('SECRET_KEY_BASE')).toEqual([]);
    expect(env('SECRET_BASE_KEY', 'x', ', { name: SECRET_KEY_BASE, value: y }')).toEqual([]);
  });

  test('finds one underscore where .NET reads two', () => {
    expect(env('ConnectionStrings_Default')).toHaveLength(1);
    expect(env('ConnectionStrings__Default')).toEqual([]);
  });

  test('finds a cookie secret of another length, and does not print the secret', () => {
    const secret = (value: string) => env('OAUTH2_PROXY_COOKIE_SECRET', value, '', 'quay.io/oauth2-proxy/oauth2-proxy');
    expect(secret('0123456789abcdef0123456789abcd')[0]).toContain('received 30 characters');
    expect(secret('0123456789abcdef0123456789abcd').join()).not.toContain('0123456789abcdef0123456789abcd');
    expect(secret('0123456789abcdef0123456789abcdef')).toEqual([]);
    expect(secret(Buffer.alloc(32).toString('base64'))).toEqual([]);
    expect(env('OAUTH2_PROXY_COOKIE_SECRET', 'short')).toEqual([]);
  });
});
