import { describe, expect, test } from '@jest/globals';
import { scalePathsExist } from '../../../../lib/checker/rules/references/scale-paths-exist';
import { judge } from '../judge';

describe('scale-paths-exist', () => {
  const crd = (scale: string, spec = 'properties: { size: { type: integer }, image: { type: string } }', more = '') =>
    judge(
      scalePathsExist,
      `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: pools.example.com }
spec:
  versions:
    - name: v1
      subresources: { scale: { ${scale} } }
      schema:
        openAPIV3Schema:
          type: object
          ${more}
          properties:
            spec: { type: object, ${spec} }
            status: { type: object, properties: { replicas: { type: integer }, selector: { type: string } } }
`,
    );

  test('finds a path that the schema lacks', () => {
    expect(crd('specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas')).toEqual([
      scalePathsExist.example,
    ]);
    expect(crd('specReplicasPath: .spec.size, statusReplicasPath: .status.ready')).toHaveLength(1);
    expect(crd('labelSelectorPath: .status.labels')[0]).toContain('(status has replicas, selector)');
    expect(crd('specReplicasPath: .size')[0]).toContain('(the object has spec, status)');
  });

  test('accepts paths of the schema, and a schema that is open', () => {
    expect(
      crd('specReplicasPath: .spec.size, statusReplicasPath: .status.replicas, labelSelectorPath: .status.selector'),
    ).toEqual([]);
    const open = 'x-kubernetes-preserve-unknown-fields: true';
    expect(crd('specReplicasPath: .spec.replicas', `${open}, properties: { size: { type: integer } }`)).toEqual([]);
    expect(crd('specReplicasPath: .spec.replicas', 'description: anything')).toEqual([]);
    expect(crd('specReplicasPath: .size', undefined, open)).toEqual([]);
  });
});
