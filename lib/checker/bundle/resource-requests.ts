import { valueAt } from '../manifest/manifest';
import type { Container } from './bundle';

/** Whether a container, or its pod as a whole (from Kubernetes 1.34 on), has a limit of a resource. */
export function hasLimit({ spec, template }: Container, resource: string): boolean {
  return [spec, template.spec].some((holder) => (valueAt(holder, 'resources', 'limits', resource) ?? null) !== null);
}

/** The same of a request: without one, the limit stands for it. */
export function hasRequest(container: Container, resource: string): boolean {
  const requested = [container.spec, container.template.spec].some(
    (holder) => (valueAt(holder, 'resources', 'requests', resource) ?? null) !== null,
  );
  return requested || hasLimit(container, resource);
}
