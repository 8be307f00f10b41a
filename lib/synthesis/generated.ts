const MARK = '# Generated as';

/** The first line of a file that synth writes. A copy under another name is a file of its own, so the name is part of it. */
export function firstLine(file: string, environment: string): string {
  return `${MARK} ${file} from environment ${environment}. Do not edit: change the program, then run synth.`;
}

const NAME = /^\d+-.+\.k8s\.yaml$/;
const LABEL = /^ +app\.kubernetes\.io\/managed-by: cdk8s\s*$/m;

/**
 * Whether a run of synth wrote a file, whatever has become of its text since: it may hold an edit, or the marks of a merge.
 *
 * The first line decides. A file without any, of before there was one or with a mark of a merge in its place, has a name
 * like ours and says in each of its documents that cdk8s manages the object.
 */
export function isGenerated(file: string, text: string): boolean {
  // Older runs wrote a colon behind the name.
  if (text.startsWith(MARK)) return [' ', ':'].some((end) => text.startsWith(`${MARK} ${file}${end}`));
  return NAME.test(file) && text.split(/^---\s*$/m).every((document) => LABEL.test(document));
}
