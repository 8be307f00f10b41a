import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { valuesAt } from '../../manifest/field-path';
import { type Json, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A field with the name of a container, and the field with the workload. */
interface Place {
  readonly of: string;
  readonly target: readonly string[];
  readonly names: string;
}

const PLACES: readonly Place[] = [
  // https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md
  {
    of: 'VerticalPodAutoscaler',
    target: ['spec', 'targetRef'],
    names: 'spec.resourcePolicy.containerPolicies[].containerName',
  },
  // https://keda.sh/docs/latest/reference/scaledobject-spec/, https://keda.sh/docs/latest/scalers/cpu/
  { of: 'ScaledObject', target: ['spec', 'scaleTargetRef'], names: 'spec.scaleTargetRef.envSourceContainerName' },
  { of: 'ScaledObject', target: ['spec', 'scaleTargetRef'], names: 'spec.triggers[].metadata.containerName' },
];

/** Containers that a webhook adds to the pods. */
const ADDED =
  /^(\*|aws-|azure-|azwi-|cloud-?sql|consul-|dapr|datadog|dynatrace|envoy|fluent|gke-|istio-|jaeger-|kuma-|linkerd-|newrelic|opentelemetry-|otel|otc-|queue-proxy|vault-|wait-for-|xray)/;

/** A policy for one container names a container of the workload. */
export const policiesNameContainers: Rule = {
  id: 'policies-name-containers',
  answer: 'broken',
  why: 'an autoscaler accepts the name of any container: a limit for a container that is missing holds for nobody',
  example:
    'VerticalPodAutoscaler default/api: spec.resourcePolicy.containerPolicies[0].containerName: expected a container of Deployment default/api (api, cache), received "main" [policies-name-containers]',
  about: ['containerName'],
  check: (bundle) =>
    PLACES.flatMap((place) => bundle.ofKind(place.of).flatMap((object) => judge(bundle, place, object))),
};

function judge(bundle: Bundle, { target, names }: Place, object: Manifest): Finding[] {
  const written = valuesAt(object, names).filter(({ value }) => typeof value === 'string' && !ADDED.test(value));
  const template = written.length === 0 ? undefined : targetOf(bundle, object, valueAt(object, ...target));
  if (template === undefined) return [];
  const known = template.containers.map(({ name }) => name);
  const { kind, metadata } = template.owner;
  return written
    .filter(({ value }) => !known.includes(String(value)))
    .map(({ value, path }) => ({
      object,
      field: path,
      expected: `a container of ${kind} ${template.namespace}/${metadata.name} (${known.join(', ')})`,
      received: quoted(value),
      meant: nearest(String(value), known),
    }));
}

function targetOf(bundle: Bundle, object: Manifest, reference: Json | undefined): PodTemplate | undefined {
  const owner = bundle.find(
    stringAt(reference, 'kind') ?? 'Deployment',
    namespaceOf(object),
    stringAt(reference, 'name') ?? '',
  );
  return owner && templates(bundle).get(owner);
}

const templates = once((bundle: Bundle) => new Map(bundle.templates.map((template) => [template.owner, template])));
