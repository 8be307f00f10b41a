import { textMistakes } from '../../manifest/text-mistakes';
import type { Rule } from '../../rule';

/** The text of an object says one thing: each key stands once, and the name is a string. */
export const uniqueKeys: Rule = {
  id: 'unique-keys',
  answer: 'risk',
  why: 'of two equal keys kubectl takes the last one without a word: somebody edits the other one, and nothing changes',
  example:
    'ConfigMap default/api: data.LOG_LEVEL: expected each key once, received the key twice, of which kubectl takes the last [unique-keys]',
  check: ({ manifests }) =>
    manifests.flatMap((object) => textMistakes(object).map((mistake) => ({ object, ...mistake }))),
};
