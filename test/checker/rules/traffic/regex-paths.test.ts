import { describe, expect, test } from '@jest/globals';
import { regexPaths } from '../../../../lib/checker/rules/traffic/regex-paths';
import { judge } from '../judge';
import { ingress, nginx } from './ingress';

describe('regex-paths', () => {
  const rewriting = ingress(
    'api/api',
    'shop.example.com /api(/|$)(.*) ImplementationSpecific',
    nginx('rewrite-target', '/$2'),
  );

  test('beside a rewrite a plain path is one that takes more than it says', () => {
    expect(judge(regexPaths, rewriting + ingress('web/docs', 'shop.example.com /docs'))).toEqual([regexPaths.example]);
    expect(judge(regexPaths, ingress('web/docs', 'shop.example.com /docs') + rewriting)).toEqual([regexPaths.example]);
  });

  test('a target takes as many groups as the path has', () => {
    const to = (target: string, path: string) =>
      ingress('api/api', `shop.example.com ${path} ImplementationSpecific`, nginx('rewrite-target', target));
    expect(judge(regexPaths, to('/$2', '/api(/.*)'))).toEqual([
      'Ingress api/api: spec.rules[shop.example.com].http.paths[/api(/.*)].path: expected a path with 2 groups in brackets: rewrite-target takes $2, received "/api(/.*)" [regex-paths]',
    ]);
    expect(judge(regexPaths, to('/$1', '/api/(.*)') + to('/', '/web'))).toEqual([]);
  });

  test('a target takes the rest of the path, and not the slash', () => {
    const to = (target: string, path: string) =>
      judge(
        regexPaths,
        ingress('api/api', `shop.example.com ${path} ImplementationSpecific`, nginx('rewrite-target', target)),
      );
    expect(to('/$1', '/api(/|$)(.*)')).toEqual([
      expect.stringContaining('expected $2, the group with the rest of /api(/|$)(.*): $1 is a slash, received "/$1"'),
    ]);
    expect(to('/$1$2', '/api(/|$)(.*)')).toEqual([]);
    expect(to('/$1', '/(v1)/(.*)')).toEqual([]);
  });

  test('an exact path is none any more', () => {
    expect(judge(regexPaths, rewriting + ingress('web/docs', 'shop.example.com /docs Exact'))).toEqual([
      expect.stringContaining('such as /docs$ of pathType ImplementationSpecific: Ingress api/api has rewrite-target'),
    ]);
  });

  test.each([
    ['on another host', ingress('web/docs', 'www.example.com /docs')],
    ['of another controller', ingress('web/docs', 'shop.example.com /docs', '', 'ingressClassName: internal')],
    ['that takes everything', ingress('web/web', 'shop.example.com /')],
    ['with a slash at its end', ingress('web/docs', 'shop.example.com /docs/')],
    ['written as an expression', ingress('web/docs', 'shop.example.com /docs(/|$) ImplementationSpecific')],
  ])('a path %s is right', (_, other) => {
    expect(judge(regexPaths, rewriting + other)).toEqual([]);
  });

  test('the path of the Ingress that rewrites is an expression itself', () => {
    const own = (path: string) => ingress('api/api', `shop.example.com ${path}`, nginx('use-regex', 'true'));
    expect(judge(regexPaths, own('/api'))).toEqual([
      expect.stringContaining(
        'expected a path that says where it ends, such as /api/, or /api(/|$) of pathType ImplementationSpecific: this Ingress has use-regex on this host',
      ),
    ]);
    expect(judge(regexPaths, own('/api(/|$)(.*)'))).toEqual([
      expect.stringContaining('expected ImplementationSpecific: this Ingress has use-regex on this host'),
    ]);
  });

  test('without a rewrite, or with use-regex "false", paths are plain', () => {
    const plain = ingress('api/api', 'shop.example.com /api', nginx('use-regex', 'false'));
    expect(judge(regexPaths, plain + ingress('web/docs', 'shop.example.com /docs'))).toEqual([]);
  });
});
