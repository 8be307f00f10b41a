import { databasePasswordMatches } from './connections/database-password-matches';
import { hostsResolve } from './connections/hosts-resolve';
import { noTrailingNewline } from './connections/no-trailing-newline';
import { urlPasswordsEncoded } from './connections/url-passwords-encoded';
import { validBase64 } from './api-server/valid-base64';
import { configMapExists } from './references/config-map-exists';
import { disruptionBudgetSelectsPods } from './references/disruption-budget-selects-pods';
import { ingressBackendExists } from './references/ingress-backend-exists';
import { namespaceExists } from './references/namespace-exists';
import { networkPolicySelectsPods } from './references/network-policy-selects-pods';
import { persistentVolumeClaimExists } from './references/persistent-volume-claim-exists';
import { scaleTargetExists } from './references/scale-target-exists';
import { secretExists } from './references/secret-exists';
import { serviceAccountExists } from './references/service-account-exists';
import { serviceSelectsPods } from './references/service-selects-pods';
import { statefulSetService } from './references/stateful-set-service';
import { targetPortExists } from './references/target-port-exists';
import type { Rule } from '../rule';
import { autoscalerBounds } from './api-server/autoscaler-bounds';
import { autoscalerCpuRequests } from './availability/autoscaler-cpu-requests';
import { autoscalerOwnsReplicas } from './availability/autoscaler-owns-replicas';
import { claimsMounted } from './storage/claims-mounted';
import { disruptionBudgetLetsOneGo } from './availability/disruption-budget-lets-one-go';
import { fixedImageTag } from './containers/fixed-image-tag';
import { fsGroupForClaims } from './storage/fs-group-for-claims';
import { hookNeedsShell } from './availability/hook-needs-shell';
import { livenessSuccessThreshold } from './api-server/liveness-success-threshold';
import { memoryFloor } from './containers/memory-floor';
import { mountsHaveVolumes } from './api-server/mounts-have-volumes';
import { noPlaintextCredentials } from './security/no-plaintext-credentials';
import { noSecretValues } from './security/no-secret-values';
import { noSleepingContainers } from './security/no-sleeping-containers';
import { numericUser } from './security/numeric-user';
import { pgdataBelowMount } from './storage/pgdata-below-mount';
import { podSecurityRestricted } from './security/pod-security-restricted';
import { positiveReplicas } from './availability/positive-replicas';
import { probePorts } from './availability/probe-ports';
import { probeTiming } from './api-server/probe-timing';
import { pullPolicyNever } from './containers/pull-policy-never';
import { readinessProbe } from './availability/readiness-probe';
import { requestsWithinLimits } from './api-server/requests-within-limits';
import { resourcesSet } from './containers/resources-set';
import { rollingUpdateMoves } from './api-server/rolling-update-moves';
import { selectorMatchesTemplate } from './api-server/selector-matches-template';
import { shutdownBudget } from './availability/shutdown-budget';
import { uniqueEnvironmentSources } from './containers/unique-environment-sources';
import { uniqueEnvironmentVariables } from './api-server/unique-environment-variables';
import { enumerations } from './api-server/enumerations';
import { names } from './api-server/names';
import { noEmptyValues } from './api-server/no-empty-values';
import { objectSize } from './api-server/object-size';
import { portNumbers } from './api-server/port-numbers';
import { schema } from './api-server/schema';
import { uniqueNames } from './api-server/unique-names';
import { uniqueObjects } from './api-server/unique-objects';
import { backingServicesReachable } from './traffic/backing-services-reachable';
import { declaredEdgesOpen } from './traffic/declared-edges-open';
import { defaultDeny } from './traffic/default-deny';
import { dnsOpen } from './traffic/dns-open';
import { ingressBackendsReachable } from './traffic/ingress-backends-reachable';
import { regexPaths } from './traffic/regex-paths';
import { undeclaredEdgesClosed } from './traffic/undeclared-edges-closed';
import { uniqueRoutes } from './traffic/unique-routes';
import { dataStaysReadable } from './updates/data-stays-readable';
import { immutableFields } from './updates/immutable-fields';
import { noLostData } from './updates/no-lost-data';
import { storageOnlyGrows } from './updates/storage-only-grows';

/** The rules by what they are about, in the order in which they are checked and documented. */
export const RULES_BY_SUBJECT = {
  shape: [enumerations, names, noEmptyValues, objectSize, portNumbers, schema, uniqueNames, uniqueObjects],
  references: [
    configMapExists,
    disruptionBudgetSelectsPods,
    ingressBackendExists,
    namespaceExists,
    networkPolicySelectsPods,
    persistentVolumeClaimExists,
    scaleTargetExists,
    secretExists,
    serviceAccountExists,
    serviceSelectsPods,
    statefulSetService,
    targetPortExists,
  ],
  hosts: [databasePasswordMatches, hostsResolve, noTrailingNewline, urlPasswordsEncoded, validBase64],
  running: [
    autoscalerBounds,
    autoscalerCpuRequests,
    autoscalerOwnsReplicas,
    claimsMounted,
    disruptionBudgetLetsOneGo,
    fixedImageTag,
    fsGroupForClaims,
    hookNeedsShell,
    livenessSuccessThreshold,
    memoryFloor,
    mountsHaveVolumes,
    noPlaintextCredentials,
    noSecretValues,
    noSleepingContainers,
    numericUser,
    pgdataBelowMount,
    podSecurityRestricted,
    positiveReplicas,
    probePorts,
    probeTiming,
    pullPolicyNever,
    readinessProbe,
    requestsWithinLimits,
    resourcesSet,
    rollingUpdateMoves,
    selectorMatchesTemplate,
    shutdownBudget,
    uniqueEnvironmentSources,
    uniqueEnvironmentVariables,
  ],
  traffic: [
    backingServicesReachable,
    declaredEdgesOpen,
    defaultDeny,
    dnsOpen,
    ingressBackendsReachable,
    regexPaths,
    undeclaredEdgesClosed,
    uniqueRoutes,
  ],
  updates: [dataStaysReadable, immutableFields, noLostData, storageOnlyGrows],
} satisfies Record<string, readonly Rule[]>;

export const RULES: readonly Rule[] = Object.values(RULES_BY_SUBJECT).flat();
