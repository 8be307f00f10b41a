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

  const client = (image: string, name: string, value: string, port: number) =>
    judge(
      mailPorts,
      deployment(
        `{ name: api, image: ${image}, env: [{ name: ${name}, value: "${value}" }, { name: SMTP_PORT, value: "${port}" }] }`,
      ),
    );

  test.each([
    ['app', 'mail__options__secure', 'true', 'false'],
    ['app', 'SMTP_SECURE', 'yes', 'no'],
    ['app', 'EMAIL_SMTP_SECURE', '1', '0'],
    ['app', 'N8N_SMTP_SSL', 'true', 'false'],
    ['nextcloud', 'SMTP_SECURE', 'ssl', 'tls'],
    ['app', 'EMAIL_USE_SSL', 'True', 'False'],
    ['app', 'DJANGO_EMAIL_USE_SSL', 'on', 'off'],
    ['app', 'AUTHENTIK_EMAIL__USE_SSL', 'true', 'false'],
    ['app', 'PAPERLESS_EMAIL_USE_SSL', 'true', 'false'],
    ['app', 'GITEA__mailer__PROTOCOL', 'smtps', 'smtp+starttls'],
    ['app', 'FORGEJO__mailer__PROTOCOL', 'smtps', 'smtp'],
    ['app', 'MM_EMAILSETTINGS_CONNECTIONSECURITY', 'TLS', 'STARTTLS'],
    ['app', 'SMTP_SECURITY', 'force_tls', 'off'],
  ])('a client (%s) with %s=%s begins with TLS, with %s without', (image, name, implicit, plain) => {
    expect(client(image, name, implicit, 587)[0]).toContain(
      `expected another value, or port 465: port 587 begins without TLS, received "${implicit}"`,
    );
    expect(client(image, name, implicit, 25)).toHaveLength(1);
    expect(client(image, name, implicit, 465)).toEqual([]);
    expect(client(image, name, plain, 465)[0]).toContain(
      `expected another value, or port 587: port 465 begins with TLS, received "${plain}"`,
    );
    expect(client(image, name, plain, 587)).toEqual([]);
  });

  test('Spring has a setting that says TLS, and none that says on purpose that there is none', () => {
    const spring = (value: string, port: number) =>
      client('app', 'spring.mail.properties.mail.smtp.ssl.enable', value, port);
    expect(spring('true', 587)).toHaveLength(1);
    expect(spring('false', 465)).toEqual([]);
  });

  test.each(['EMAIL_USE_TLS', 'DJANGO_EMAIL_USE_TLS', 'AUTHENTIK_EMAIL__USE_TLS'])('%s is STARTTLS', (name) => {
    expect(client('app', name, 'true', 465)[0]).toContain(
      'expected port 587, or SSL in place of TLS: port 465 begins with TLS, received "true"',
    );
    expect(client('app', name, 'false', 465)).toEqual([]);
    expect(env({ [name]: 'true', EMAIL_USE_SSL: 'true', EMAIL_PORT: '465' })).toEqual([]);
  });
});
