import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import { logPipeline, mayFit } from '../../programs/log-tags';
import { type Finding, quoted, type Rule } from '../../rule';

/** An output of a log collector takes the tags of an input. */
export const logTagsMatch: Rule = {
  id: 'log-tags-match',
  answer: 'risk',
  why: 'a collector drops records whose tag no output takes, and says nothing: no line arrives where somebody looks',
  example:
    'ConfigMap default/logs: data[fluent-bit.conf]: expected the tag of an input (kube.*) for output es, received "logs.*" [log-tags-match]',
  about: ['[INPUT]', 'pipeline:', '<source>'],
  check: (bundle) =>
    bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').flatMap(([key, text]): Finding[] => {
        const pipeline = typeof text === 'string' ? logPipeline(key, text) : undefined;
        if (pipeline === undefined || pipeline.tags.length === 0) return [];
        // Internal tags of fluentd, and an output for nobody's records.
        const stray = pipeline.patterns.find(
          ({ pattern }) => !/^fluent\b|^@/.test(pattern) && !pipeline.tags.some((tag) => mayFit(tag, pattern)),
        );
        if (stray === undefined) return [];
        const expected = `the tag of an input (${pipeline.tags.join(', ')}) for ${stray.part}`;
        return [{ object, field: entryPath('data', key), expected, received: quoted(stray.pattern) }];
      }),
    ),
};
