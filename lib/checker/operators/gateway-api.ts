import type { Operator } from './operator';

/** The controller of a Gateway: https://gateway-api.sigs.k8s.io */
export const gatewayApi: Operator = {
  kinds: {
    'gateway.networking.k8s.io/ListenerSet': { appliedAfter: 'Ingress' },
    'gateway.networking.k8s.io/HTTPRoute': { appliedAfter: 'Ingress' },
  },
};
