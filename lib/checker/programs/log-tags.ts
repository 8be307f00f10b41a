import { type Json, listAt, valueAt } from '../manifest/manifest';
import { yamlValue } from '../manifest/yaml-value';

/** A pipeline of logs in a file: the tags of its inputs, and the patterns of its filters and outputs. */
export interface LogPipeline {
  readonly tags: readonly string[];
  readonly patterns: readonly { readonly pattern: string; readonly part: string }[];
}

/** Signs of inputs, filters and parts that are elsewhere, or that give tags of their own. */
const OPEN =
  /^\s*@include\b|tag_regex|match_regex|rewrite_tag|\btag_key\b|\bemitter_name\b|@label|<label\b|retag|rewrite_tag_filter|record_reformer/im;

/** https://docs.fluentbit.io/manual/concepts/data-pipeline/router, https://docs.fluentd.org/configuration/config-file */
export function logPipeline(name: string, text: string): LogPipeline | undefined {
  const looks = /\[INPUT\]|pipeline:|<source>/i.test(text);
  return !looks || text.length > 100_000 || OPEN.test(text) ? undefined : read(name, text);
}

function read(name: string, text: string): LogPipeline | undefined {
  if (/\[INPUT\]/i.test(text)) return ofSections(text);
  if (/<source>/i.test(text)) return ofFluentd(text);
  return /\.ya?ml$/.test(name) ? ofYaml(yamlValue(text)) : undefined;
}

interface Section {
  readonly kind: string;
  readonly fields: ReadonlyMap<string, string>;
}

function ofSections(text: string): LogPipeline {
  const parts = text.replace(/^\s*#.*$/gm, '').split(/^\s*\[(\w+)\]\s*$/m);
  const sections = parts.flatMap((kind, index): Section[] => {
    if (index % 2 === 0) return [];
    const lines = (parts[index + 1] ?? '').split('\n').map((line) => /^\s*(\S+)\s+(.*\S)\s*$/.exec(line));
    return [
      {
        kind: kind.toUpperCase(),
        fields: new Map(lines.map((found) => [(found?.[1] ?? '').toLowerCase(), found?.[2] ?? ''])),
      },
    ];
  });
  return ofParts(sections);
}

function ofYaml(root: Json | undefined): LogPipeline | undefined {
  const pipeline = valueAt(root, 'pipeline');
  if (pipeline === undefined) return undefined;
  const parts = [
    ['INPUT', 'inputs'],
    ['FILTER', 'filters'],
    ['OUTPUT', 'outputs'],
  ] as const;
  return ofParts(
    parts.flatMap(([kind, list]) =>
      listAt(pipeline, list).map((item) => {
        const entries = Object.entries((item ?? {}) as Record<string, Json>);
        return { kind, fields: new Map(entries.map(([key, value]) => [key.toLowerCase(), String(value)])) };
      }),
    ),
  );
}

/** Without a tag, the tag is that of the sender, or the name of the plugin and a number. */
const ofSenders = (plugin: string): string =>
  /^(forward|http|opentelemetry|splunk|elasticsearch|kafka|mqtt|nginx_metrics|prometheus_\w+)$/i.test(plugin)
    ? '*'
    : `${plugin}.*`;

function ofParts(sections: readonly Section[]): LogPipeline {
  const inputs = sections.filter(({ kind }) => kind === 'INPUT');
  return {
    tags: inputs.map(({ fields }) => fields.get('tag') ?? ofSenders(fields.get('name') ?? '')),
    patterns: sections
      .filter(({ kind, fields }) => (kind === 'OUTPUT' || kind === 'FILTER') && fields.has('match'))
      .map(({ kind, fields }) => ({
        pattern: fields.get('match') ?? '',
        part: `${kind.toLowerCase()} ${fields.get('name') ?? ''}`.trim(),
      })),
  };
}

function ofFluentd(text: string): LogPipeline {
  const plain = text.replace(/^\s*#.*$/gm, '');
  const sources = plain
    .split(/<source>/i)
    .slice(1)
    .map((part) => part.split(/<\/source>/i)[0] ?? '');
  const patterns = [...plain.matchAll(/^\s*<(match|filter)(?:\s+([^>]*))?>/gim)];
  return {
    // A source without a tag takes those of its senders.
    tags: sources.map((part) => /^\s*tag\s+["']?([^\s"']+)/m.exec(part)?.[1] ?? '**'),
    patterns: patterns.flatMap(([, part = '', list = '**']) =>
      list
        .trim()
        .split(/\s+/)
        .map((pattern) => ({ pattern, part })),
    ),
  };
}

/** True if a tag may fit a pattern. Stars stand for anything on either side. */
export function mayFit(tag: string, pattern: string): boolean {
  if (/[{}$[\]]/.test(tag + pattern)) return true;
  const [left, right] = [tag.replace(/\*+/g, '*'), pattern.replace(/\.?\*+/g, '*')];
  const [head, other] = [left.split('*')[0] ?? '', right.split('*')[0] ?? ''];
  const short = Math.min(head.length, other.length);
  if (!left.includes('*') && !right.includes('*')) return left === right;
  if (!left.includes('*')) return left.startsWith(other) && left.endsWith(right.split('*').at(-1) ?? '');
  if (!right.includes('*')) return right.startsWith(head);
  return head.slice(0, short) === other.slice(0, short);
}
