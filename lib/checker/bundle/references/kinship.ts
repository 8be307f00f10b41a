import { isTypo } from '../../problem';

/** The end of a name that kustomize has made from the content of an object. */
export const HASH = /-[2456789bcdfghkmt]{10}$/;

/** The nearness of two names of one kind. */
export type Kinship = 'same' | 'part' | 'shared' | undefined;

/** Words for a part of a system, or for a form of the name, and for no other system. */
const ROLES = new Set(
  (
    'account auth cert certificate certs cfg claim cluster cm conf config configmap cred credentials creds crt data db env ' +
    'files headless http https ingress internal key keys leader main master nginx primary pull pvc registry sa secret ' +
    'secrets server service settings svc tls v1'
  ).split(' '),
);
/** Words that every other name has. */
const COMMON = new Set([
  'app',
  'svc',
  'service',
  'server',
  'web',
  'api',
  'dev',
  'test',
  'staging',
  'prod',
  'production',
]);

/**
 * The nearness of a name that nobody has to the name of an object. `same`: a slip of the keyboard, another order of the words,
 * or another hash of kustomize. `part`: one name has all words of the other (`redis` and `redis-master`). `shared`: one word of several is the same in both (`acr-creds` and `acr-pull`).
 */
export function kinship(name: string, other: string): Kinship {
  const [words, others] = [wordsOf(name), wordsOf(other)];
  const [few, many] = words.length <= others.length ? [words, others] : [others, words];
  const common = few.filter((word) => many.includes(word));
  // A number is a name of its own: `web-1` is no `web-2`, and no `web`.
  if (numbersOf(words) !== numbersOf(others) || name === other) return undefined;
  if (isTypo(name, other) || (common.length === many.length && few.length === many.length)) return 'same';
  // `blog-redis` is another thing than `blog`, while `blog` may well be the short form of `blog-redis`.
  const more = words.length > others.length ? many.filter((word) => !few.includes(word)) : [];
  if (common.length === few.length && more.every((word) => ROLES.has(word))) return 'part';
  return common.some((word) => word.length > 2 && !COMMON.has(word)) ? 'shared' : undefined;
}

const wordsOf = (name: string): string[] => name.toLowerCase().replace(HASH, '').split(/[-._]/);
const numbersOf = (words: readonly string[]): string => words.filter((word) => /^\d+$/.test(word)).join();
