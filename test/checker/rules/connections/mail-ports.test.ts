import { describe, expect, test } from '@jest/globals';
import { mailPorts } from '../../../../lib/checker/rules/connections/mail-ports';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('mail-ports', () => {
  const env = (values: Readonly<Record<string, string>>) =>
    judge(
      mailPorts,
      deployment(
        `{ name: api, image: app, env: [${Object.entries(values)
          .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
          .join()}] }`,
      ),
    );

  test('finds TLS from the first byte on a port that begins without', () => {
    expect(env({ mail__options__secure: 'true', mail__options__port: '587' })).toHaveLength(1);
    expect(env({ mail__options__secure: 'true', mail__options__port: '465' })).toEqual([]);
    expect(env({ EMAIL_USE_TLS: 'True', EMAIL_PORT: '465' })).toHaveLength(1);
    expect(env({ EMAIL_USE_TLS: 'True', EMAIL_PORT: '587' })).toEqual([]);
  });

  test('finds a client that begins without TLS at the port that begins with TLS', () => {
    expect(env({ SMTP_SECURITY: 'starttls', SMTP_PORT: '465' })).toHaveLength(1);
    expect(env({ SMTP_SECURITY: 'starttls', SMTP_PORT: '587' })).toEqual([]);
    expect(env({ mail__options__secure: 'false', mail__options__port: '465' })).toHaveLength(1);
    expect(env({ SMTP_SECURE: 'ssl', SMTP_PORT: '465' })).toEqual([]);
  });
});
