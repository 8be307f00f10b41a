import { dnsLabel, dnsSubdomain } from '../checker/kubernetes/name-syntax';
import { problem } from '../checker/problem';

/**
 * Refuses a value that is not a DNS label (RFC 1123), such as the name of a namespace:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function checkDnsLabel(field: string, value: string): string[] {
  if (dnsLabel.fits(value)) return [];
  return [
    problem(field, 'a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit)', value),
  ];
}

/** Refuses a value that is not the name of a Service (RFC 1035): a DNS label that begins with a letter. */
export function checkServiceName(field: string, value: string): string[] {
  if (/^[0-9]/.test(value))
    return [problem(field, 'the name of a Service (a DNS label that begins with a letter)', value)];
  return checkDnsLabel(field, value);
}

/**
 * Refuses a name of a StatefulSet over 52 characters. The pods carry the name in a label of at most 63 characters, with
 * "-" and a hash of 10 characters at the end: https://github.com/kubernetes/kubernetes/issues/64023
 */
export function checkStatefulSetName(field: string, value: string): string[] {
  return value.length <= 52
    ? []
    : [problem(field, 'at most 52 characters, since the label of each pod adds 11 characters', value)];
}

/**
 * Refuses a name of a CronJob over 52 characters. Kubernetes adds 11 characters for the name of each Job:
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export function checkCronJobName(field: string, value: string): string[] {
  return value.length <= 52
    ? []
    : [problem(field, 'at most 52 characters, since the name of each Job adds 11 characters', value)];
}

/** Refuses a name of an environment variable that a shell, or Kubernetes before 1.32, rejects. */
export function checkVariableName(field: string, value: string): string[] {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(value)) return [];
  return [
    problem(field, 'a name of letters, digits and "_" that does not begin with a digit, such as LOG_LEVEL', value),
  ];
}

/** Refuses a value that is not a DNS subdomain (RFC 1123), the form of most object names: DNS labels joined by dots. */
export function checkSubdomain(field: string, value: string): string[] {
  if (dnsSubdomain.fits(value)) return [];
  return [problem(field, 'DNS labels joined by dots, such as "fast-ssd"', value)];
}

/** Refuses a value that is not a host name: DNS labels joined by dots, at most 253 characters. */
export function checkHostName(field: string, value: string): string[] {
  if (dnsSubdomain.fits(value)) return [];
  return [problem(field, 'a host name in lower case, such as "shop.example.com"', value)];
}

/** Refuses a port outside of 1024 to 65535. Only root, or a process with a capability, can open a port below 1024. */
export function checkUnprivilegedPort(field: string, value: number): string[] {
  if (Number.isInteger(value) && value >= 1024 && value <= 65535) return [];
  return [problem(field, 'a port that a non-root process can open (a whole number from 1024 to 65535)', value)];
}

/** Refuses a TCP port outside of 1 to 65535. */
export function checkPort(field: string, value: number): string[] {
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return [];
  return [problem(field, 'a port (a whole number from 1 to 65535)', value)];
}
