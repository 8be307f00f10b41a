import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Bundle } from '../../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../../lib/checker/check';
import { validBase64 } from '../../../../lib/checker/rules/api-server/valid-base64';
import { RULES_BY_SUBJECT } from '../../../../lib/checker/rules/index';
import { postgresUrl } from '../../../../lib/values/postgres-database';
import { filled } from '../../../../lib/values/secret-value';
import { parse } from '../judge';
import { object } from '../object';
import { FORMS, service } from './objects';

const hostRules = [...RULES_BY_SUBJECT.connections, validBase64];

describe('any password', () => {
  const password = fc.string({ unit: fc.constantFrom(...'ab1@/:#?% =&.,;$()+!\'"<>[]{}\\^`|~-_*ä'), minLength: 1 });
  const findings = (password: string, url: string) => {
    // $(NAME) is a variable, and $$(NAME) the text.
    const written = password.replaceAll('$(', '$$$$(');
    const env = `env: [{ name: POSTGRES_PASSWORD, value: ${JSON.stringify(written)} }]`;
    const template = `{ metadata: { labels: { app: db } }, spec: { containers: [{ name: db, ${env} }] } }`;
    const services = ['db', 'postgres'].map((name) => service(name, 'selector: { app: db }, ports: [{ port: 5432 }]'));
    const yaml = object('StatefulSet', 'db', `spec: { template: ${template} }`) + services.join('');
    const bundle = new Bundle(parse(yaml + FORMS.data('api', { DATABASE_URL: url })));
    return check(bundle, [], hostRules).findings;
  };

  test('is clean where it is encoded', () => {
    fc.assert(
      fc.property(password, (password) => {
        const database = { user: 'postgres', host: 'db', port: 5432, database: 'postgres' };
        expect(findings(password, filled(postgresUrl(database), password)).map(sentence)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('is printed nowhere, not even in part', () => {
    fc.assert(
      fc.property(password, (password) => {
        for (const { received, meant } of findings(password, `postgresql://postgres:${password}@db:5432/postgres`)) {
          expect({ received, meant }).toEqual({
            received: expect.stringMatching(/^(another one|one with a character that is not)$/),
          });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
