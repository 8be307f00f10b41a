import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Environment, Image } from '../../lib';
import { VersionsFile } from '../../lib/command-line/versions-file';

const place = path.join(mkdtempSync(path.join(tmpdir(), 'versions-')), 'versions.json');
const TEXT = '{\n    "dev": {"web": "2.0.0",\t"api": "1.1.0" },\n\n  "prod": { "web":"1.0.0", "api" : "1.0.0" }\n}\n\n';
const cluster = { kubernetes: '1.34' } as const;

function fileOf(text: string): VersionsFile {
  writeFileSync(place, text);
  return VersionsFile.read(place);
}

/** Environments that read the file, and a server of others beside. */
function environmentsOf(text: string): Record<string, Environment> {
  const file = fileOf(text);
  const table = file.environments.map((name): [string, Environment] => {
    const images = [...file.of(name)].map(([system, version]) => [system, Image.versioned(`acme/${system}`, version)]);
    return [name, { cluster, images: { ...Object.fromEntries(images), redis: Image.tagged('redis', '8.2') } }];
  });
  return Object.fromEntries(table);
}

const sentences = (text: string, environments = environmentsOf(text)) =>
  fileOf(text)
    .problems(environments)
    .map(({ sentence }) => sentence.replaceAll(place, 'FILE'));

describe('an edit of the file of versions', () => {
  test('changes the versions, and keeps every other byte', () => {
    const file = fileOf(TEXT);
    file
      .with(
        'prod',
        new Map([
          ['api', '1.1.0'],
          ['web', '2.0.0@sha256:1'],
        ]),
      )
      .writeAround(file, () => {});
    expect(readFileSync(place, 'utf8')).toBe(
      TEXT.replace('"api" : "1.0.0"', '"api" : "1.1.0"').replace('"web":"1.0.0"', '"web":"2.0.0@sha256:1"'),
    );
  });

  test('adds no system to an environment', () => {
    const file = fileOf(TEXT);
    file.with('prod', new Map([['chat', '1.0.0']])).writeAround(file, () => {});
    expect(readFileSync(place, 'utf8')).toBe(TEXT);
  });

  test('is taken back if what follows fails', () => {
    const file = fileOf(TEXT);
    const failing = () => {
      throw new Error('no room');
    };
    expect(() => file.with('prod', new Map([['api', '9.9.9']])).writeAround(file, failing)).toThrow('no room');
    expect(readFileSync(place, 'utf8')).toBe(TEXT);
  });
});

describe('the file of versions', () => {
  test('of a program that reads it has no problems', () => {
    expect(sentences(TEXT)).toEqual([]);
  });

  test.each([
    [
      'a tag of many builds',
      '"web":"latest"',
      'FILE: prod.web.tag: expected a tag of one build, such as "1.4.2", received "latest"',
    ],
    [
      'no tag',
      '"web":""',
      'FILE: prod.web.tag: expected a tag (1 to 128 of letters, digits, ".", "_" and "-"), received ""',
    ],
    [
      'half a digest',
      '"web":"1.0.0@sha256:12"',
      'FILE: prod.web.digest: expected "sha256:" and 64 hexadecimal digits, received "sha256:12"',
    ],
  ])('with %s is refused by its field', (_, version, sentence) => {
    expect(sentences(TEXT.replace('"web":"1.0.0"', version))).toEqual([sentence]);
  });

  test('names a system or an environment that nobody knows, with the one that was meant', () => {
    const text = TEXT.replace('"api" :', '"apj" :').replace('"dev"', '"dve"');
    expect(sentences(text, environmentsOf(TEXT))).toEqual([
      'FILE: an environment: expected one of dev, prod, received "dve"; did you mean "dev"?',
      'FILE: prod: a system: expected one of web, api, redis, received "apj"; did you mean "api"?',
    ]);
  });

  test('has no version that the program takes from elsewhere', () => {
    const text = TEXT.replace('"api" : "1.0.0"', '"redis": "7.4"');
    expect(sentences(text, environmentsOf(TEXT))).toEqual([
      'FILE: prod.redis: expected a system whose version the program reads here, received "7.4", and the program says "8.2"',
    ]);
  });

  test.each([
    ['marks of a merge', '<<<<<<< HEAD\n{}'],
    ['a system twice', '{"prod":{"web":"1","web":"2"}}'],
    ['a number', '{"prod":{"web":1.0}}'],
    ['a list', '[]'],
  ])('with %s is no file of versions', (_, text) => {
    expect(() => fileOf(text)).toThrow(
      /versions\.json: expected JSON such as \{ "prod": \{ "api": "1\.4\.2" \} \}, received /,
    );
  });
});
