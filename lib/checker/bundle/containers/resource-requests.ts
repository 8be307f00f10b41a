import { valueAt } from '../../manifest/manifest';
import type { Container } from '../bundle';

/** True if a container, or its pod (from Kubernetes 1.34 on), has a limit of a resource. */
export function hasLimit({ spec, template }: Container, resource: string): boolean {
  return [spec, template.spec].some((holder) => (valueAt(holder, 'resources', 'limits', resource) ?? null) !== null);
}

/** True if a container has a request of a resource. A limit counts as a request. */
export function hasRequest(container: Container, resource: string): boolean {
  const requested = [container.spec, container.template.spec].some(
    (holder) => (valueAt(holder, 'resources', 'requests', resource) ?? null) !== null,
  );
  return requested || hasLimit(container, resource);
}
