import { dnsLabel, dnsSubdomain } from '../checker/kubernetes/name-syntax';
import { problem } from '../checker/problem';

/** Refuses what cannot be a DNS label (RFC 1123), the form Kubernetes wants for namespaces, Services and ports. */
export function checkDnsLabel(field: string, value: string): string[] {
  if (dnsLabel.fits(value)) return [];
  return [
    problem(field, 'a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit)', value),
  ];
}

/** Refuses what cannot be the name of a Service (RFC 1035): a DNS label that begins with a letter. */
export function checkServiceName(field: string, value: string): string[] {
  if (/^[0-9]/.test(value))
    return [problem(field, 'a DNS label that begins with a letter, as Services need it', value)];
  return checkDnsLabel(field, value);
}

/** Refuses a name that leaves no room for what a StatefulSet puts behind it in a label (`-` and a hash of 10). */
export function checkStatefulSetName(field: string, value: string): string[] {
  return value.length <= 52
    ? []
    : [problem(field, 'at most 52 characters, so that pods can carry their revision', value)];
}

/** Refuses a name that leaves no room for what a CronJob puts behind it for each of its Jobs (`-` and a time of 10). */
export function checkCronJobName(field: string, value: string): string[] {
  return value.length <= 52 ? [] : [problem(field, 'at most 52 characters, so that Jobs can carry their time', value)];
}

/** Refuses what a shell, and Kubernetes before 1.32, cannot take for the name of an environment variable. */
export function checkVariableName(field: string, value: string): string[] {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(value)) return [];
  return [
    problem(field, 'a name of letters, digits and "_" that does not begin with a digit, such as LOG_LEVEL', value),
  ];
}

/** Refuses what cannot be the name of most objects (RFC 1123 subdomain): DNS labels joined by dots. */
export function checkSubdomain(field: string, value: string): string[] {
  if (dnsSubdomain.fits(value)) return [];
  return [problem(field, 'DNS labels joined by dots, such as "fast-ssd"', value)];
}

/** Refuses what cannot be a host name: DNS labels joined by dots, 253 characters at most. */
export function checkHostName(field: string, value: string): string[] {
  if (dnsSubdomain.fits(value)) return [];
  return [problem(field, 'a host name in lower case, such as "shop.example.com"', value)];
}

/** Refuses what cannot be a TCP port. A process without root rights and capabilities cannot open one below 1024. */
export function checkUnprivilegedPort(field: string, value: number): string[] {
  if (Number.isInteger(value) && value >= 1024 && value <= 65535) return [];
  return [problem(field, 'a port that a non-root process can open (a whole number from 1024 to 65535)', value)];
}

/** Refuses what cannot be the port of a Service. */
export function checkPort(field: string, value: number): string[] {
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return [];
  return [problem(field, 'a port (a whole number from 1 to 65535)', value)];
}
