import { databasePasswordMatches } from './hosts/database-password-matches';
import { hostsResolve } from './hosts/hosts-resolve';
import { noTrailingNewline } from './hosts/no-trailing-newline';
import { urlPasswordsEncoded } from './hosts/url-passwords-encoded';
import { validBase64 } from './hosts/valid-base64';
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
import type { Rule } from './rule';
import { autoscalerBounds } from './running/autoscaler-bounds';
import { autoscalerCpuRequests } from './running/autoscaler-cpu-requests';
import { autoscalerOwnsReplicas } from './running/autoscaler-owns-replicas';
import { claimsMounted } from './running/claims-mounted';
import { disruptionBudgetLetsOneGo } from './running/disruption-budget-lets-one-go';
import { fixedImageTag } from './running/fixed-image-tag';
import { fsGroupForClaims } from './running/fs-group-for-claims';
import { hookNeedsShell } from './running/hook-needs-shell';
import { livenessSuccessThreshold } from './running/liveness-success-threshold';
import { memoryFloor } from './running/memory-floor';
import { mountsHaveVolumes } from './running/mounts-have-volumes';
import { noPlaintextCredentials } from './running/no-plaintext-credentials';
import { noSecretValues } from './running/no-secret-values';
import { noSleepingContainers } from './running/no-sleeping-containers';
import { numericUser } from './running/numeric-user';
import { pgdataBelowMount } from './running/pgdata-below-mount';
import { podSecurityRestricted } from './running/pod-security-restricted';
import { positiveReplicas } from './running/positive-replicas';
import { probePorts } from './running/probe-ports';
import { probeTiming } from './running/probe-timing';
import { pullPolicyNever } from './running/pull-policy-never';
import { readinessProbe } from './running/readiness-probe';
import { requestsWithinLimits } from './running/requests-within-limits';
import { resourcesSet } from './running/resources-set';
import { rollingUpdateMoves } from './running/rolling-update-moves';
import { selectorMatchesTemplate } from './running/selector-matches-template';
import { shutdownBudget } from './running/shutdown-budget';
import { uniqueEnvironmentSources } from './running/unique-environment-sources';
import { uniqueEnvironmentVariables } from './running/unique-environment-variables';
import { enumerations } from './shape/enumerations';
import { names } from './shape/names';
import { noEmptyValues } from './shape/no-empty-values';
import { objectSize } from './shape/object-size';
import { portNumbers } from './shape/port-numbers';
import { schema } from './shape/schema';
import { uniqueNames } from './shape/unique-names';
import { uniqueObjects } from './shape/unique-objects';
import { backingServicesReachable } from './traffic/backing-services-reachable';
import { declaredEdgesOpen } from './traffic/declared-edges-open';
import { defaultDeny } from './traffic/default-deny';
import { dnsOpen } from './traffic/dns-open';
import { ingressBackendsReachable } from './traffic/ingress-backends-reachable';
import { regexPaths } from './traffic/regex-paths';
import { undeclaredEdgesClosed } from './traffic/undeclared-edges-closed';
import { uniqueRoutes } from './traffic/unique-routes';
import { dataStaysReadable } from './updates/data-stays-readable';
import { firstStartSettings } from './updates/first-start-settings';
import { immutableFields } from './updates/immutable-fields';
import { noLostData } from './updates/no-lost-data';
import { replicasStay } from './updates/replicas-stay';
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
  updates: [dataStaysReadable, firstStartSettings, immutableFields, noLostData, replicasStay, storageOnlyGrows],
} satisfies Record<string, readonly Rule[]>;

export const RULES: readonly Rule[] = Object.values(RULES_BY_SUBJECT).flat();
