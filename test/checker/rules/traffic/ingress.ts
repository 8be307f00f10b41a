/** An Ingress with one route, in YAML's short form. */
export function ingress(id: string, route: string, annotations = '', spec = 'ingressClassName: nginx'): string {
  const [namespace, name] = id.split('/');
  const [host, path, pathType = 'Prefix'] = route.split(' ');
  const rule = `{ host: ${host}, http: { paths: [{ path: '${path}', pathType: ${pathType} }] } }`;
  const metadata = `{ name: ${name}, namespace: ${namespace}, annotations: { ${annotations} } }`;
  return `---\n{ kind: Ingress, metadata: ${metadata}, spec: { ${spec}, rules: [${rule}] } }\n`;
}

export const nginx = (name: string, value: string) => `nginx.ingress.kubernetes.io/${name}: "${value}"`;
