import type { Bundle } from '../../bundle/bundle';
import { type Text, texts } from '../../bundle/containers/texts';
import { valuesAt } from '../../manifest/field-path';
import { type Json, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { yamlValue } from '../../manifest/yaml-value';
import { type Finding, quoted, type Rule } from '../../rule';

/** Places of an endpoint of S3 that is a host without a scheme, in a file of YAML. */
const PLACES: readonly string[] = [
  // https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/
  's3.endpoint',
  'artifactRepository.s3.endpoint',
  // https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#s3_storage_backend, and Tempo's of the same client
  'blocks_storage.s3.endpoint',
  'storage.trace.s3.endpoint',
];
const KINDS = ['Workflow', 'WorkflowTemplate', 'CronWorkflow', 'ClusterWorkflowTemplate'];

/** A client that wants the host alone is told the host alone. */
export const bareEndpoints: Rule = {
  id: 'bare-endpoints',
  answer: 'broken',
  why: 'the client of MinIO takes a host and a port: with a scheme before, the client refuses the endpoint, and nothing is stored',
  example:
    'ConfigMap default/artifacts: data.minio: expected the host and the port alone for s3.endpoint, with insecure for HTTP, received "http://minio:9000" [bare-endpoints]',
  about: ['s3'],
  check: (bundle) =>
    [
      ...storageTexts(bundle).flatMap(({ object, field, value }) => {
        const file = yamlValue(value);
        // https://thanos.io/tip/thanos/storage.md/#s3
        const isThanos = /^s3$/i.test(stringAt(file, 'type') ?? '');
        return wrong(file, isThanos ? ['config.endpoint'] : PLACES).map((each) => ({ object, field, ...each }));
      }),
      ...KINDS.flatMap((kind) =>
        bundle.ofKind(kind).flatMap((object) =>
          ['inputs', 'outputs'].flatMap((side) =>
            wrong(object, [`spec.templates[].${side}.artifacts[].s3.endpoint`]).map(({ place, ...each }) => ({
              object,
              field: place,
              place,
              ...each,
            })),
          ),
        ),
      ),
    ].map(({ place: _, ...finding }) => finding),
};

const storageTexts = once((bundle: Bundle): readonly Text[] =>
  texts(bundle).filter(({ key, value }) => key !== undefined && /\bendpoint:\s*["']?https?:/.test(value)),
);

function wrong(
  value: Json | object | undefined,
  places: readonly string[],
): (Pick<Finding, 'expected' | 'received'> & { readonly place: string })[] {
  return places.flatMap((place) =>
    valuesAt(value, place).flatMap(({ value: endpoint, path }) => {
      if (typeof endpoint !== 'string' || !/^https?:\/\//.test(endpoint)) return [];
      const expected = `the host and the port alone for ${path}, with insecure for HTTP`;
      return [{ place: path, expected, received: quoted(endpoint) }];
    }),
  );
}
