import type { Value } from '../yaml/document';
import { parseYaml } from '../yaml/parser';
import type { DocumentText } from './document-texts';
import { stringAt } from './manifest';

type Places = Map<object, Map<string, number>>;

/** The document with the last answer: the places of all fields of a file take ten times the memory of the file. */
let latest: { readonly document: DocumentText; readonly value: unknown; readonly places: Places } | undefined;

/** The lines of the fields of a file. */
export class FieldLines {
  private breaks: number[] | undefined;

  constructor(private readonly file: string) {}

  /** The line of a place, counted from 1. */
  lineAt(offset: number): number {
    this.breaks ??= [...this.file.matchAll(/\n/g)].map(({ index }) => index);
    let [low, high] = [0, this.breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.breaks[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }

  /** The line of a field below the steps to an object of a document. */
  lineOf(document: DocumentText, steps: readonly string[], field: string): number {
    if (latest?.document !== document) latest = { document, ...placesOf(document) };
    const { value, places } = latest;
    const start = /^\s*(?:#.*\n\s*)*/.exec(document.text)?.[0].length ?? 0;
    return this.lineAt(document.start + offsetOf(value, [...steps, ...stepsOf(field)], places, start));
  }
}

function placesOf({ text }: DocumentText) {
  const places: Places = new Map();
  try {
    return { value: parseYaml(text, places).value, places };
  } catch {
    // JSON that no reader of YAML takes has the line of its start.
    return { value: undefined, places };
  }
}

/** `spec.containers[api].env[0]` as `spec`, `containers`, `api`, `env`, `0`. */
function stepsOf(field: string): string[] {
  return [...field.matchAll(/\[([^\]]*)\]|[^.[]+/g)].map(([step, bracketed]) => bracketed ?? step);
}

/** The place of what the first steps lead to, as far as they lead. */
function offsetOf(value: unknown, [step, ...rest]: readonly string[], places: Places, start: number): number {
  if (step === undefined || typeof value !== 'object' || value === null) return start;
  const key = Array.isArray(value) ? itemOf(value, step) : step;
  const place = places.get(value)?.get(key);
  return place === undefined ? start : offsetOf((value as Record<string, Value>)[key], rest, places, place);
}

/** The item that a finding names: by name, host or path, else by position. */
function itemOf(items: readonly unknown[], step: string): string {
  const named = items.findIndex((item) =>
    ['name', 'host', 'path', 'key'].some((name) => stringAt(item, name) === step),
  );
  return named === -1 ? step : String(named);
}
