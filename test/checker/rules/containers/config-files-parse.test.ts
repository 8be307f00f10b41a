import { describe, expect, test } from '@jest/globals';
import { configFilesParse } from '../../../../lib/checker/rules/containers/config-files-parse';
import { judge } from '../judge';
import { configMap } from '../workloads';

describe('config-files-parse', () => {
  test('finds JSON that no program reads', () => {
    expect(judge(configFilesParse, configMap('api', '"app.json": "{\\n  \\"level\\": \\"info\\",\\n}"'))).toEqual([
      configFilesParse.example,
    ]);
  });

  test('finds YAML with a mistake, in a later document too', () => {
    const yaml = configMap('api', '"app.yaml": "level: info\\n---\\nport: 80\\n  host: all"');
    expect(judge(configFilesParse, yaml)[0]).toContain('expected YAML, received a mistake at line 4');
  });

  test.each([
    ['JSON', '"app.json": "{ \\"level\\": \\"info\\" }"'],
    ['several documents of YAML', '"app.yml": "level: info\\n---\\nport: 80\\n"'],
    ['a template', '"app.json": "{ \\"level\\": {{ level }} }"'],
    ['JSON with comments', '"app.json": "{\\n  // the level\\n  \\"level\\": 1\\n}"'],
    ['a tag of a program', '"app.yaml": "password: !vault abc"'],
    ['another kind of file', '"app.conf": "{"'],
  ])('accepts %s', (_, data) => {
    expect(judge(configFilesParse, configMap('api', data))).toEqual([]);
  });

  describe('a configuration of nginx', () => {
    const nginx = (text: string) =>
      judge(configFilesParse, configMap('web', `"default.conf": ${JSON.stringify(text)}`));
    const good = `server {
  listen 8080;  # all
  server_name a.example.com
              b.example.com;
  location ~ "^/a{2}/" { return 200 "a;b}"; }
  location / {
    proxy_set_header Host $host;
    add_header X-A 'it''s';
    proxy_pass http://api;
  }
}
`;

    test('finds a missing semicolon and a missing brace', () => {
      expect(nginx(good.replace('8080;', '8080'))[0]).toContain(
        'a configuration of nginx, received a mistake at line 2',
      );
      expect(nginx(good.replace('api;', 'api'))[0]).toContain('line 10');
      expect(nginx(good.trimEnd().slice(0, -1))).toHaveLength(1);
    });

    test('accepts quotes, comments and a directive of two lines', () => {
      expect(nginx(good)).toEqual([]);
    });
  });

  test('an option of MySQL stands in a group', () => {
    const options = (text: string, key = 'my.cnf') =>
      judge(configFilesParse, configMap('my', `"${key}": ${JSON.stringify(text)}`));
    expect(options('# sizes\nmax_connections = 200\n')).toEqual([
      expect.stringContaining(
        'expected a group such as [mysqld] before the first option, received a mistake at line 2',
      ),
    ]);
    expect(options('# sizes\n[mysqld]\nmax_connections = 200\n')).toEqual([]);
    expect(options('!includedir /etc/mysql/conf.d\n')).toEqual([]);
    expect(options('a = b', 'openssl.cnf')).toEqual([]);
    expect(options('# none\n')).toEqual([]);
  });
});
