import { describe, expect, test } from '@jest/globals';
import { nearest, problem, Unquoted } from '../../lib/checker/problem';
import {
  checkDnsLabel,
  checkHostName,
  checkPort,
  checkServiceName,
  checkStatefulSetName,
  checkUnprivilegedPort,
  checkVariableName,
} from '../../lib/values/name';

describe('a problem is one sentence', () => {
  test('field, what was expected, what was received', () => {
    expect(problem('storage', 'at least 1Gi', '512Mi')).toBe('storage: expected at least 1Gi, received "512Mi"');
  });

  test('in which an empty string can be seen', () => {
    expect(problem('name', 'a name', '')).toBe('name: expected a name, received ""');
  });

  test('on one line, whatever was received', () => {
    expect(problem('name', 'a name', 'a\n"b"')).toBe('name: expected a name, received "a\\n\\"b\\""');
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('that shows the number %d as it is', (received) => {
    expect(problem('port', 'a port', received)).toBe(`port: expected a port, received ${received}`);
  });

  test('that tells a number from a string of digits', () => {
    expect(problem('port', 'a port', '80')).not.toBe(problem('port', 'a port', 80));
  });

  test('that shows an amount with its unit without quotes', () => {
    expect(problem('drain', 'less', new Unquoted('30 s'))).toBe('drain: expected less, received 30 s');
  });
});

const systems = ['postgresql', 'board-api', 'frontend', 'hello-world', 'hello-server'];

describe('a mistyped word', () => {
  test.each([
    ['loses a letter', 'fronted', 'frontend'],
    ['gains a letter', 'fronttend', 'frontend'],
    ['has a wrong letter', 'frontent', 'frontend'],
    ['has two letters swapped', 'forntend', 'frontend'],
    ['lacks its hyphen', 'boardapi', 'board-api'],
    ['lacks its end', 'postgres', 'postgresql'],
    ['is in capitals', 'FRONTEND', 'frontend'],
    ['is right', 'board-api', 'board-api'],
  ])('that %s (%s) means %s', (_, word, meant) => {
    expect(nearest(word, systems)).toBe(meant);
  });

  // Each of the two is near enough to be meant if it stands alone.
  test.each([
    ['hello-world', ['hello-world']],
    ['hello-server', ['hello-world', 'hello-server']],
    ['hello-server', ['hello-server', 'hello-world']],
  ])('(hello-worver) means %s, the nearest of %j', (meant, candidates) => {
    expect(nearest('hello-worver', candidates)).toBe(meant);
  });

  test('means the first of two that are equally near', () => {
    expect(nearest('hello', ['hallo', 'hullo'])).toBe('hallo');
  });

  test.each([
    ['a third of the letters', 'abcdxx', 'abcdef'],
    ['one letter of a short word', 'dex', 'dev'],
    ['one of two letters', 'qb', 'qa'],
    ['two swaps of neighbours', 'tsgaing', 'staging'],
  ])('may differ by %s', (_, word, candidate) => {
    expect(nearest(word, [candidate])).toBe(candidate);
  });

  test.each([
    ['more than a third of the letters', 'abcxxx', 'abcdef'],
    ['three letters of eight', 'frontxyz', 'frontend'],
    ['the last two letters of a short word', 'dxx', 'dev'],
    ['the first two letters of a short word', 'xxv', 'dev'],
    ['two letters too many', 'xydev', 'dev'],
    ['two letters too few', 'tge', 'stage'],
    ['three swaps of neighbours', 'tsganig', 'staging'],
    ['three letters and a swap', 'xyzgnig', 'staging'],
    ['a letter too few and a swap', 'steg', 'stage'],
    ['a letter that moved and a wrong one', 'exv', 'dev'],
    ['everything', 'qa', 'production'],
  ])('means nothing if it differs by %s', (_, word, candidate) => {
    expect(nearest(word, [candidate])).toBeUndefined();
  });

  test('means nothing where there is nothing to mean', () => {
    expect(nearest('frontend', [])).toBeUndefined();
  });

  test('means nothing if it is empty', () => {
    expect(nearest('', systems)).toBeUndefined();
  });
});

describe('a name', () => {
  test.each(['a', '7', 'board-api', 'a--b', '0-0', '9a9b9'])('may be %s', (name) => {
    expect(checkDnsLabel('name', name)).toEqual([]);
  });

  test.each(['', '-', '-a', 'a-', 'Board-Api', 'board_api', 'board.api', 'board api', 'boärd', 'a\n'])(
    'may not be %j',
    (name) => {
      expect(checkDnsLabel('name', name)).toEqual([
        `name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received ${JSON.stringify(name)}`,
      ]);
    },
  );

  test('may have 63 characters', () => {
    expect(checkDnsLabel('name', 'a'.repeat(63))).toEqual([]);
  });

  test('may not have 64 characters', () => {
    expect(checkDnsLabel('name', 'a'.repeat(64))).toEqual([
      `name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "${'a'.repeat(64)}"`,
    ]);
  });
});

describe('the name of a Service', () => {
  test.each(['a', 'board-api', 'a1', 'a'.repeat(63)])('may be %s', (name) => {
    expect(checkServiceName('name', name)).toEqual([]);
  });

  test.each(['7', '0-0', '9-lives'])('may not be %s, though a namespace may', (name) => {
    expect(checkServiceName('name', name)).toEqual([
      `name: expected the name of a Service (a DNS label that begins with a letter), received "${name}"`,
    ]);
  });

  test.each(['', '-a', 'a-', 'Board-Api', 'board_api', 'board.api'])(
    'may not be %j, which is no name at all',
    (name) => {
      expect(checkServiceName('name', name)).toEqual([
        `name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "${name}"`,
      ]);
    },
  );
});

describe('the name of a StatefulSet', () => {
  test('may have 52 characters', () => {
    expect(checkStatefulSetName('name', 'a'.repeat(52))).toEqual([]);
  });

  test('may not have 53 characters', () => {
    expect(checkStatefulSetName('name', 'a'.repeat(53))).toEqual([
      `name: expected at most 52 characters, since the label of each pod adds 11 characters, received "${'a'.repeat(53)}"`,
    ]);
  });
});

describe('the name of an environment variable', () => {
  test.each(['A', 'a', '_', 'LOG_LEVEL', 'logLevel', '_9', 'A9'])('may be %s', (name) => {
    expect(checkVariableName('config', name)).toEqual([]);
  });

  test.each(['', '9', '9A', 'LOG-LEVEL', 'log.level', 'LOG LEVEL', 'LOG=1', 'LÖG', 'LOG\n'])(
    'may not be %j',
    (name) => {
      expect(checkVariableName('config', name)).toEqual([
        `config: expected a name of letters, digits and "_" that does not begin with a digit, such as LOG_LEVEL, received ${JSON.stringify(name)}`,
      ]);
    },
  );
});

/** Five labels of 50 characters, and a last one that fills up to the length. */
const hostOf = (length: number) => `${`${'a'.repeat(49)}.`.repeat(5)}${'b'.repeat(length - 250)}`;

describe('a host name', () => {
  test.each(['localhost', 'wealist.example.com', 'a.b', '1.2.3.4', '9a9b9.9c9d9', 'xn--e1afmkfd.example'])(
    'may be %s',
    (host) => {
      expect(checkHostName('host', host)).toEqual([]);
    },
  );

  test.each([
    '',
    '.',
    '.example.com',
    'example.com.',
    'wealist..com',
    'Wealist.example.com',
    '*.example.com',
    'wealist_dev.example.com',
    '-a.example.com',
    'a-.example.com',
    'example.com:443',
    'example.com/',
    'https://example.com',
    'wealist example.com',
    'example.com\n',
  ])('may not be %j', (host) => {
    expect(checkHostName('host', host)).toEqual([
      `host: expected a host name in lower case, such as "shop.example.com", received ${JSON.stringify(host)}`,
    ]);
  });

  test('may have 253 characters', () => {
    expect(checkHostName('host', hostOf(253))).toEqual([]);
  });

  test('may not have 254 characters', () => {
    expect(checkHostName('host', hostOf(254))).toEqual([
      `host: expected a host name in lower case, such as "shop.example.com", received "${hostOf(254)}"`,
    ]);
  });
});

const NO_PORT = [0, -1, 65536, 8080.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

describe('a port', () => {
  test.each([1, 80, 1023, 65535])('of a Service may be %d', (port) => {
    expect(checkPort('port', port)).toEqual([]);
  });

  test.each(NO_PORT)('of a Service may not be %d', (port) => {
    expect(checkPort('port', port)).toEqual([
      `port: expected a port (a whole number from 1 to 65535), received ${port}`,
    ]);
  });

  test.each([1024, 8080, 65535])('of a process without root rights may be %d', (port) => {
    expect(checkUnprivilegedPort('port', port)).toEqual([]);
  });

  test.each([1, 80, 1023, ...NO_PORT])('of a process without root rights may not be %d', (port) => {
    expect(checkUnprivilegedPort('port', port)).toEqual([
      `port: expected a port that a non-root process can open (a whole number from 1024 to 65535), received ${port}`,
    ]);
  });
});
