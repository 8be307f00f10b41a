import { textMisfits } from '../../bundle/text-misfits';
import { isCustom } from '../../kubernetes/object-shapes';
import { VALUE_FORMATS } from '../../kubernetes/value-formats';
import type { Rule } from '../../rule';

/** Texts have the format that the API server reads. */
export const valueFormats: Rule = {
  id: 'value-formats',
  answer: 'broken',
  why: 'the API server rejects a schedule, an address, a path or a reference that it cannot read',
  example:
    'CronJob default/report: spec.timeZone: expected a name of the time zone database, such as Asia/Seoul, received "KST" [value-formats]',
  check: (bundle) =>
    textMisfits(bundle, VALUE_FORMATS, (syntax) => ({ text: syntax, key: undefined })).filter(
      // The API server takes an old finalizer of a custom resource, such as that of Argo CD, and warns.
      ({ object, field }) => !(isCustom(object) && field.startsWith('metadata.finalizers')),
    ),
};
