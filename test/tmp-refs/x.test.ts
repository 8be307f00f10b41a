import { test, expect } from '@jest/globals';
import fc from 'fast-check';
import { Bundle } from '../../lib/rules/bundle';
import { RULES_BY_SUBJECT } from '../../lib/rules';
import { check, sentence } from '../../lib/rules/verdict';
import { postgresUrl } from '../../lib/primitives/postgres-database';
const char = fc.oneof(fc.constantFrom(...'ab1@/:#?% =&.,;$()+!\'"<>[]{}\\^`|~-_*ä'), fc.constantFrom(...'abc123'));
const pw = fc.array(char, { minLength: 1, maxLength: 10 }).map((a) => a.join(''));
const svc = (name: string) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 5432 }] } });
const run = (p: string, url: string) => {
  const ms: any[] = [svc('db'), svc('postgres'),
   { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db' }, spec: { template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', env: [{ name: 'POSTGRES_PASSWORD', value: p }] }] } } } },
   { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { URL: url } }];
  return check(new Bundle(ms), [], RULES_BY_SUBJECT.hosts).violations;
};
test('encoded is clean', () => {
  fc.assert(fc.property(pw, (p) => { 
    const v = run(p, postgresUrl({ user: 'postgres', host: 'db', port: 5432, database: 'postgres' }, p));
    expect(v.map(sentence)).toEqual([]); }), { numRuns: 5000 });
});
test('unencoded is found, nothing leaks', () => {
  let missed = 0;
  fc.assert(fc.property(pw, (p) => {
    const v = run(p, `postgresql://postgres:${p}@db:5432/postgres`);
    const bad = !/^(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*$/i.test(p);
    const placeholder = /\$[({]|\{\{|^\$\w+$|^<.*>$/.test(p);
    const ambiguous = /^\d{0,5}\?[^@]*=/.test(p);
    const found = v.some((x) => x.rule === 'url-passwords-encoded');
    if (!placeholder && !ambiguous && found !== bad) throw new Error(`${JSON.stringify(p)} ${found} ${bad}`);
    for (const s of v.map(({expected, received, meant}) => `${received} ${meant}`)) if (!/another one|one with a char/.test(s)) throw new Error(p + ' => ' + s);
  }), { numRuns: 50000 });
});
