import { parseYaml, YamlError } from '../yaml/parser';
import { type DocumentText, documentTexts } from './document-texts';
import { FieldLines } from './field-lines';
import { asManifests } from './identified';
import type { Manifest } from './manifest';
import { rememberMistakes, textMistakes } from './text-mistakes';

/** A manifest, and the lines of its text. */
export interface Located {
  readonly manifest: Manifest;
  /** The line of a field, such as `spec.containers[api].image`, or of the nearest field above a field that is missing. */
  readonly lineOf: (field: string) => number;
}

/** The content of a file. */
export interface ManifestFile {
  readonly manifests: readonly Located[];
  /** The documents that no reader could take for a manifest, a sentence with the line for each. */
  readonly problems: readonly string[];
  /** The documents of other programs: values of Helm, a kustomization, the configuration of a tool. */
  readonly others: readonly string[];
}

/**
 * The manifests of YAML or JSON text, as kubectl reads the text: documents without content are passed over, the items
 * of a List stand for themselves.
 */
export function readManifests(text: string): ManifestFile {
  const file = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const lines = new FieldLines(file);
  const [manifests, problems, others]: [Located[], string[], string[]] = [[], [], []];
  for (const document of documentTexts(file)) {
    const at = (offset: number) => `line ${lines.lineAt(document.start + offset)}`;
    try {
      const { value, repeated, leftOver } = contentOf(document);
      if (leftOver !== undefined) problems.push(`${at(leftOver)}: text behind "...", which kubectl does not read`);
      if (value === undefined || value === null) continue;
      const read = asManifests(value);
      if (read.other) others.push(`${at(startOf(document))}: ${read.other}`);
      if (read.problem) problems.push(`${at(startOf(document))}: ${read.problem}`);
      for (const { manifest, steps, mistakes } of read.manifests) {
        rememberMistakes(manifest, mistakes, repeated);
        manifests.push({ manifest, lineOf: (field) => lines.lineOf(document, steps, field) });
      }
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      const sentence = `${at(error.offset)}: ${error.message}`;
      if (document.text.includes('{{')) others.push(`${at(startOf(document))}: a template of Helm or another program`);
      else problems.push(sentence);
    }
  }
  // A document of another kind beside manifests is a manifest that went wrong.
  const mixed = manifests.length > 0;
  return { manifests, problems: mixed ? [...problems, ...others] : problems, others: mixed ? [] : others };
}

/** The manifests of a text without a mistake. Throws at the first document that is no manifest. */
export function parseManifests(text: string): Located[] {
  const { manifests, problems, others } = readManifests(text);
  const mistakes = manifests.flatMap(({ manifest, lineOf }) =>
    textMistakes(manifest).map(({ field, expected, received }) => {
      return `line ${lineOf(field)}: ${field}: expected ${expected}, received ${received}`;
    }),
  );
  const [problem] = [...problems, ...others, ...mistakes];
  if (problem !== undefined) throw new Error(problem);
  return [...manifests];
}

function contentOf({
  text,
  json,
}: DocumentText): ReturnType<typeof parseYaml> | { value: unknown; repeated: []; leftOver: undefined } {
  return json === undefined ? parseYaml(text) : { value: json, repeated: [], leftOver: undefined };
}

/** The first line with text that is no comment. */
const startOf = ({ text }: DocumentText): number => /^(?:[ \t]*(?:#.*)?\n)*/.exec(text)?.[0].length ?? 0;
