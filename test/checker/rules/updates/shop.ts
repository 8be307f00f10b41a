import type { KubernetesVersion } from '../../../../lib/checker/kubernetes/kubernetes-version';
import { immutableFields } from '../../../../lib/checker/rules/updates/immutable-fields';
import { judge } from '../judge';

export const database = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
    - metadata: { name: logs }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }`;

export const claim = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads, namespace: shop }
spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 10Gi } } }`;

/** An object of a kind, with a body. */
export const object = (kind: string, body: string, apiVersion = 'v1'): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: x, namespace: shop }, ${body} }`;

/** The fields of which a change is refused, with what is said of it. */
export const refused = (before: string, now: string, kubernetes: KubernetesVersion = '1.28'): string[] =>
  judge(immutableFields, now, { kubernetes }, before);
