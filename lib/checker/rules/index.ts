import type { Rule } from '../rule';
import { autoscalerBounds } from './api-server/autoscaler-bounds';
import { enumerations } from './api-server/enumerations';
import { fieldCombinations } from './api-server/field-combinations';
import { livenessSuccessThreshold } from './api-server/liveness-success-threshold';
import { mountsHaveVolumes } from './api-server/mounts-have-volumes';
import { names } from './api-server/names';
import { noEmptyValues } from './api-server/no-empty-values';
import { numberBounds } from './api-server/number-bounds';
import { objectSize } from './api-server/object-size';
import { portNumbers } from './api-server/port-numbers';
import { requestsWithinLimits } from './api-server/requests-within-limits';
import { rollingUpdateMoves } from './api-server/rolling-update-moves';
import { schema } from './api-server/schema';
import { selectorMatchesTemplate } from './api-server/selector-matches-template';
import { uniqueKeys } from './api-server/unique-keys';
import { uniqueNames } from './api-server/unique-names';
import { uniqueObjects } from './api-server/unique-objects';
import { validBase64 } from './api-server/valid-base64';
import { valueFormats } from './api-server/value-formats';
import { advertisedAddresses } from './availability/advertised-addresses';
import { affinitySelectsPods } from './availability/affinity-selects-pods';
import { alertExpressionsParse } from './availability/alert-expressions-parse';
import { alertsArrive } from './availability/alerts-arrive';
import { autoscalerCpuRequests } from './availability/autoscaler-cpu-requests';
import { autoscalerOwnsReplicas } from './availability/autoscaler-owns-replicas';
import { autoscalerTargetReachable } from './availability/autoscaler-target-reachable';
import { conditionsFaceFailure } from './availability/conditions-face-failure';
import { containersEnd } from './availability/containers-end';
import { copiesFitMembers } from './availability/copies-fit-members';
import { deadlineCoversWork } from './availability/deadline-covers-work';
import { disruptionBudgetKeepsQuorum } from './availability/disruption-budget-keeps-quorum';
import { disruptionBudgetLetsOneGo } from './availability/disruption-budget-lets-one-go';
import { gpusRequested } from './availability/gpus-requested';
import { hookNeedsShell } from './availability/hook-needs-shell';
import { leasesApart } from './availability/leases-apart';
import { limitRangeAdmits } from './availability/limit-range-admits';
import { memberIdentity } from './availability/member-identity';
import { memberListsAgree } from './availability/member-lists-agree';
import { nodeNamesAgree } from './availability/node-names-agree';
import { nodeTermsAlternate } from './availability/node-terms-alternate';
import { nodesHaveLabels } from './availability/nodes-have-labels';
import { nothingPaused } from './availability/nothing-paused';
import { oneAutoscaler } from './availability/one-autoscaler';
import { operatedCopiesFit } from './availability/operated-copies-fit';
import { partitionWithinReplicas } from './availability/partition-within-replicas';
import { poolsTakePods } from './availability/pools-take-pods';
import { positiveReplicas } from './availability/positive-replicas';
import { prioritiesInOrder } from './availability/priorities-in-order';
import { probeCommands } from './availability/probe-commands';
import { probeHosts } from './availability/probe-hosts';
import { probePaths } from './availability/probe-paths';
import { probePorts } from './availability/probe-ports';
import { probeScheme } from './availability/probe-scheme';
import { queueNames } from './availability/queue-names';
import { queuesAdmitJobs } from './availability/queues-admit-jobs';
import { quorumStarts } from './availability/quorum-starts';
import { quotaAdmitsObjects } from './availability/quota-admits-objects';
import { quotaAdmitsPods } from './availability/quota-admits-pods';
import { rateWindows } from './availability/rate-windows';
import { readinessGatesSet } from './availability/readiness-gates-set';
import { readinessProbe } from './availability/readiness-probe';
import { readyPodsPublished } from './availability/ready-pods-published';
import { recordedSeriesExist } from './availability/recorded-series-exist';
import { replicasFitPlaces } from './availability/replicas-fit-places';
import { requestsFitNodes } from './availability/requests-fit-nodes';
import { rolloutsHaveTime } from './availability/rollouts-have-time';
import { safeSysctls } from './availability/safe-sysctls';
import { scaledMetricsServed } from './availability/scaled-metrics-served';
import { scalerParameters } from './availability/scaler-parameters';
import { scheduleAsNamed } from './availability/schedule-as-named';
import { scheduleComes } from './availability/schedule-comes';
import { scheduleMinute } from './availability/schedule-minute';
import { schedulersKnown } from './availability/schedulers-known';
import { scrapeWithinInterval } from './availability/scrape-within-interval';
import { scrapedJobsExist } from './availability/scraped-jobs-exist';
import { separateSelectors } from './availability/separate-selectors';
import { settingsAgree } from './availability/settings-agree';
import { sharedNamesAgree } from './availability/shared-names-agree';
import { shutdownBudget } from './availability/shutdown-budget';
import { singleNodes } from './availability/single-nodes';
import { singleSchedulers } from './availability/single-schedulers';
import { spreadCountsOwnPods } from './availability/spread-counts-own-pods';
import { startedPodsAdmitted } from './availability/started-pods-admitted';
import { startupOutlastsDelays } from './availability/startup-outlasts-delays';
import { taintsTolerated } from './availability/taints-tolerated';
import { thresholdsReachable } from './availability/thresholds-reachable';
import { tolerationsNameTaints } from './availability/tolerations-name-taints';
import { updateKeepsPods } from './availability/update-keeps-pods';
import { waitsEnd } from './availability/waits-end';
import { webhookSparesItself } from './availability/webhook-spares-itself';
import { bareEndpoints } from './connections/bare-endpoints';
import { clientPasswords } from './connections/client-passwords';
import { clientsAdmitted } from './connections/clients-admitted';
import { clientsFitPorts } from './connections/clients-fit-ports';
import { clientsLogIn } from './connections/clients-log-in';
import { containersHaveNoNames } from './connections/containers-have-no-names';
import { credentialsMatch } from './connections/credentials-match';
import { databaseOwnerLogsIn } from './connections/database-owner-logs-in';
import { databasePasswordMatches } from './connections/database-password-matches';
import { dumpVersion } from './connections/dump-version';
import { exportersSpeakPlain } from './connections/exporters-speak-plain';
import { finishedValues } from './connections/finished-values';
import { grpcPorts } from './connections/grpc-ports';
import { hostsResolve } from './connections/hosts-resolve';
import { issuersAgree } from './connections/issuers-agree';
import { kafkaProtocolsAgree } from './connections/kafka-protocols-agree';
import { logTagsMatch } from './connections/log-tags-match';
import { loopbackPorts } from './connections/loopback-ports';
import { madeNamesUsed } from './connections/made-names-used';
import { mailPorts } from './connections/mail-ports';
import { membersAuthenticate } from './connections/members-authenticate';
import { mqttTopicsAllowed } from './connections/mqtt-topics-allowed';
import { noTrailingNewline } from './connections/no-trailing-newline';
import { pathsOfServers } from './connections/paths-of-servers';
import { pathsSwitchedOn } from './connections/paths-switched-on';
import { placeholdersDefined } from './connections/placeholders-defined';
import { pooledDatabasesExist } from './connections/pooled-databases-exist';
import { pooledPasswordsMatch } from './connections/pooled-passwords-match';
import { portsOfHosts } from './connections/ports-of-hosts';
import { portsOfSchemes } from './connections/ports-of-schemes';
import { queuesNotEvicted } from './connections/queues-not-evicted';
import { redisKeysAllowed } from './connections/redis-keys-allowed';
import { replicaLabels } from './connections/replica-labels';
import { replicaSetNames } from './connections/replica-set-names';
import { resolversDefined } from './connections/resolvers-defined';
import { schemesAsProbed } from './connections/schemes-as-probed';
import { schemesFitPorts } from './connections/schemes-fit-ports';
import { scriptedUsersMatch } from './connections/scripted-users-match';
import { servedModels } from './connections/served-models';
import { serversOfOwnPod } from './connections/servers-of-own-pod';
import { sidecarsStartFirst } from './connections/sidecars-start-first';
import { socketsShared } from './connections/sockets-shared';
import { tlsAnswered } from './connections/tls-answered';
import { topicRights } from './connections/topic-rights';
import { urlPasswordsEncoded } from './connections/url-passwords-encoded';
import { urlSchemes } from './connections/url-schemes';
import { urlsLogIn } from './connections/urls-log-in';
import { variablesDefined } from './connections/variables-defined';
import { workersShareSettings } from './connections/workers-share-settings';
import { writersReachPrimary } from './connections/writers-reach-primary';
import { zoneNamesAbsolute } from './connections/zone-names-absolute';
import { annotationsInPlace } from './containers/annotations-in-place';
import { collationsFit } from './containers/collations-fit';
import { commandWords } from './containers/command-words';
import { completionIndex } from './containers/completion-index';
import { completionsCoverParts } from './containers/completions-cover-parts';
import { configFilesParse } from './containers/config-files-parse';
import { configNamesResolve } from './containers/config-names-resolve';
import { configPartsApart } from './containers/config-parts-apart';
import { configsRead } from './containers/configs-read';
import { containerLogFormats } from './containers/container-log-formats';
import { endpointsExposed } from './containers/endpoints-exposed';
import { fieldRefsExist } from './containers/field-refs-exist';
import { fieldUnits } from './containers/field-units';
import { fixedImageTag } from './containers/fixed-image-tag';
import { foldedTexts } from './containers/folded-texts';
import { imageNames } from './containers/image-names';
import { imageTags } from './containers/image-tags';
import { keyFormats } from './containers/key-formats';
import { leastBelowMost } from './containers/least-below-most';
import { listenerNames } from './containers/listener-names';
import { listensBeyondLoopback } from './containers/listens-beyond-loopback';
import { listensWhereAsked } from './containers/listens-where-asked';
import { memoryFloor } from './containers/memory-floor';
import { memoryOfPrograms } from './containers/memory-of-programs';
import { memorySettingsWithinLimit } from './containers/memory-settings-within-limit';
import { onePortEach } from './containers/one-port-each';
import { oneScript } from './containers/one-script';
import { optionsRead } from './containers/options-read';
import { profilesDefined } from './containers/profiles-defined';
import { programsInImages } from './containers/programs-in-images';
import { pullPolicyNever } from './containers/pull-policy-never';
import { removedSettings } from './containers/removed-settings';
import { resourcesSet } from './containers/resources-set';
import { scriptsFail } from './containers/scripts-fail';
import { scriptsRun } from './containers/scripts-run';
import { serviceLinks } from './containers/service-links';
import { settingForms } from './containers/setting-forms';
import { settingsComplete } from './containers/settings-complete';
import { settingsKnown } from './containers/settings-known';
import { shellPassesSignals } from './containers/shell-passes-signals';
import { shellVariables } from './containers/shell-variables';
import { signalsArrive } from './containers/signals-arrive';
import { sourcesProvisioned } from './containers/sources-provisioned';
import { timeZones } from './containers/time-zones';
import { uniqueEnvironmentSources } from './containers/unique-environment-sources';
import { uniqueEnvironmentVariables } from './containers/unique-environment-variables';
import { variablesFilledIn } from './containers/variables-filled-in';
import { yamlWords } from './containers/yaml-words';
import { admissionMatchesResources } from './references/admission-matches-resources';
import { aggregationFindsRoles } from './references/aggregation-finds-roles';
import { analysisArgumentsGiven } from './references/analysis-arguments-given';
import { annotationForms } from './references/annotation-forms';
import { annotationsComplete } from './references/annotations-complete';
import { awaitedObjectsStay } from './references/awaited-objects-stay';
import { backendsGranted } from './references/backends-granted';
import { configMapExists } from './references/config-map-exists';
import { configMapRead } from './references/config-map-read';
import { dependenciesEnd } from './references/dependencies-end';
import { disruptionBudgetSelectsPods } from './references/disruption-budget-selects-pods';
import { headlessPorts } from './references/headless-ports';
import { hooksFindObjects } from './references/hooks-find-objects';
import { ingressBackendExists } from './references/ingress-backend-exists';
import { managedRoutesExist } from './references/managed-routes-exist';
import { metadataRead } from './references/metadata-read';
import { monitorsFindTargets } from './references/monitors-find-targets';
import { mountedFilesExist } from './references/mounted-files-exist';
import { namedObjectsExist } from './references/named-objects-exist';
import { namespaceExists } from './references/namespace-exists';
import { namespacesSelected } from './references/namespaces-selected';
import { networkPolicySelectsPods } from './references/network-policy-selects-pods';
import { oneSecretMaker } from './references/one-secret-maker';
import { optionalKeysExist } from './references/optional-keys-exist';
import { ownersByUid } from './references/owners-by-uid';
import { parametersDefined } from './references/parameters-defined';
import { partsDefined } from './references/parts-defined';
import { persistentVolumeClaimExists } from './references/persistent-volume-claim-exists';
import { policiesNameContainers } from './references/policies-name-containers';
import { probersKnowModules } from './references/probers-know-modules';
import { profilesHaveFiles } from './references/profiles-have-files';
import { projectAdmits } from './references/project-admits';
import { prometheusSelectsMonitors } from './references/prometheus-selects-monitors';
import { pullSecretType } from './references/pull-secret-type';
import { pullSecretsGiven } from './references/pull-secrets-given';
import { roleExists } from './references/role-exists';
import { routeParentExists } from './references/route-parent-exists';
import { scalePathsExist } from './references/scale-paths-exist';
import { scaleTargetExists } from './references/scale-target-exists';
import { secretExists } from './references/secret-exists';
import { selectorsFindPods } from './references/selectors-find-pods';
import { selectorsOutlivePods } from './references/selectors-outlive-pods';
import { serviceAccountExists } from './references/service-account-exists';
import { serviceSelectsPods } from './references/service-selects-pods';
import { serviceSelectsServers } from './references/service-selects-servers';
import { serviceWithoutSelector } from './references/service-without-selector';
import { singleDefaults } from './references/single-defaults';
import { stableIngressRoutes } from './references/stable-ingress-routes';
import { statefulSetService } from './references/stateful-set-service';
import { subdomainsHaveServices } from './references/subdomains-have-services';
import { subsetsExist } from './references/subsets-exist';
import { syncedSecretsMounted } from './references/synced-secrets-mounted';
import { targetPortExists } from './references/target-port-exists';
import { targetPortsAsNamed } from './references/target-ports-as-named';
import { virtualServicesResolve } from './references/virtual-services-resolve';
import { watchedLabels } from './references/watched-labels';
import { wavesInOrder } from './references/waves-in-order';
import { webhookFindsPods } from './references/webhook-finds-pods';
import { webhookServiceExists } from './references/webhook-service-exists';
import { writtenObjectsChange } from './references/written-objects-change';
import { accountsUsed } from './security/accounts-used';
import { audiencesAgree } from './security/audiences-agree';
import { boundPodsHaveToken } from './security/bound-pods-have-token';
import { capabilitiesSuffice } from './security/capabilities-suffice';
import { commandsPermitted } from './security/commands-permitted';
import { controllersPermitted } from './security/controllers-permitted';
import { groupsNarrow } from './security/groups-narrow';
import { identitiesUsed } from './security/identities-used';
import { namedObjectsPermitted } from './security/named-objects-permitted';
import { namespacesPermitted } from './security/namespaces-permitted';
import { noPlaintextCredentials } from './security/no-plaintext-credentials';
import { noSecretValues } from './security/no-secret-values';
import { noSleepingContainers } from './security/no-sleeping-containers';
import { numericUser } from './security/numeric-user';
import { operatedAccountsPermitted } from './security/operated-accounts-permitted';
import { podSecurityRestricted } from './security/pod-security-restricted';
import { principalsRunPods } from './security/principals-run-pods';
import { programsPermitted } from './security/programs-permitted';
import { rbacWildcards } from './security/rbac-wildcards';
import { rolesNameResources } from './security/roles-name-resources';
import { rolesReach } from './security/roles-reach';
import { rolesSuffice } from './security/roles-suffice';
import { statusWritten } from './security/status-written';
import { subjectsAreAccounts } from './security/subjects-are-accounts';
import { verbsKnown } from './security/verbs-known';
import { backupsLast } from './storage/backups-last';
import { blockVolumes } from './storage/block-volumes';
import { claimFitsVolume } from './storage/claim-fits-volume';
import { claimWriters } from './storage/claim-writers';
import { claimsMounted } from './storage/claims-mounted';
import { classesProvision } from './storage/classes-provision';
import { dataNotDivided } from './storage/data-not-divided';
import { dataOnVolume } from './storage/data-on-volume';
import { databaseDiskWritable } from './storage/database-disk-writable';
import { databasesInClaims } from './storage/databases-in-claims';
import { driverSockets } from './storage/driver-sockets';
import { dumpsInClaims } from './storage/dumps-in-claims';
import { filesMountedAsFiles } from './storage/files-mounted-as-files';
import { filesReadable } from './storage/files-readable';
import { foldersReadEndings } from './storage/folders-read-endings';
import { fsGroupForClaims } from './storage/fs-group-for-claims';
import { imageFilesStay } from './storage/image-files-stay';
import { knownFolders } from './storage/known-folders';
import { localDisksApart } from './storage/local-disks-apart';
import { localVolumesWait } from './storage/local-volumes-wait';
import { migrationsNamed } from './storage/migrations-named';
import { modesProvided } from './storage/modes-provided';
import { nginxRootsMounted } from './storage/nginx-roots-mounted';
import { nodeFolders } from './storage/node-folders';
import { octalFileModes } from './storage/octal-file-modes';
import { pgdataBelowMount } from './storage/pgdata-below-mount';
import { privateFiles } from './storage/private-files';
import { programsStayVisible } from './storage/programs-stay-visible';
import { reloadsSeeChanges } from './storage/reloads-see-changes';
import { scaledDownDataStays } from './storage/scaled-down-data-stays';
import { scratchWithinLimit } from './storage/scratch-within-limit';
import { scratchWritten } from './storage/scratch-written';
import { singlePostgres } from './storage/single-postgres';
import { sizeUnits } from './storage/size-units';
import { snapshotDriversMatch } from './storage/snapshot-drivers-match';
import { startKeepsData } from './storage/start-keeps-data';
import { syncedFolders } from './storage/synced-folders';
import { toldPathsMounted } from './storage/told-paths-mounted';
import { volumesInReach } from './storage/volumes-in-reach';
import { volumesUsed } from './storage/volumes-used';
import { writablePaths } from './storage/writable-paths';
import { addressesInPools } from './traffic/addresses-in-pools';
import { allowedHosts } from './traffic/allowed-hosts';
import { apiServerReachable } from './traffic/api-server-reachable';
import { backendProtocols } from './traffic/backend-protocols';
import { backingServicesReachable } from './traffic/backing-services-reachable';
import { basePathsAgree } from './traffic/base-paths-agree';
import { canariesTakeTraffic } from './traffic/canaries-take-traffic';
import { certificatesCoverClients } from './traffic/certificates-cover-clients';
import { certificatesCoverHosts } from './traffic/certificates-cover-hosts';
import { certificatesFitUse } from './traffic/certificates-fit-use';
import { classControllers } from './traffic/class-controllers';
import { declaredEdgesOpen } from './traffic/declared-edges-open';
import { defaultDeny } from './traffic/default-deny';
import { dnsOpen } from './traffic/dns-open';
import { dnsRecordsMade } from './traffic/dns-records-made';
import { fqdnsLearnt } from './traffic/fqdns-learnt';
import { gatewayCredentials } from './traffic/gateway-credentials';
import { grpcRoutes } from './traffic/grpc-routes';
import { hostNetworkDns } from './traffic/host-network-dns';
import { hostPortsDiffer } from './traffic/host-ports-differ';
import { ingressAnnotations } from './traffic/ingress-annotations';
import { ingressBackendsReachable } from './traffic/ingress-backends-reachable';
import { innerUrlsAnswer } from './traffic/inner-urls-answer';
import { issuersIssue } from './traffic/issuers-issue';
import { listenersDiffer } from './traffic/listeners-differ';
import { loadBalancersReachPods } from './traffic/load-balancers-reach-pods';
import { localTrafficServed } from './traffic/local-traffic-served';
import { membersReachable } from './traffic/members-reachable';
import { meshTlsAgrees } from './traffic/mesh-tls-agrees';
import { nginxDirectives } from './traffic/nginx-directives';
import { nodePortsDiffer } from './traffic/node-ports-differ';
import { policiesNameNamespaces } from './traffic/policies-name-namespaces';
import { policyPortsOfPods } from './traffic/policy-ports-of-pods';
import { policyTypesCoverRules } from './traffic/policy-types-cover-rules';
import { publicUrlsServed } from './traffic/public-urls-served';
import { regexPaths } from './traffic/regex-paths';
import { rootPathOpen } from './traffic/root-path-open';
import { routePortsExist } from './traffic/route-ports-exist';
import { scrapesReachPods } from './traffic/scrapes-reach-pods';
import { servedPodsReachable } from './traffic/served-pods-reachable';
import { signInOpen } from './traffic/sign-in-open';
import { tlsHostsServed } from './traffic/tls-hosts-served';
import { traefikRoutes } from './traffic/traefik-routes';
import { undeclaredEdgesClosed } from './traffic/undeclared-edges-closed';
import { uniqueRoutes } from './traffic/unique-routes';
import { weightsLeadSomewhere } from './traffic/weights-lead-somewhere';
import { wholeRequestsPass } from './traffic/whole-requests-pass';
import { claimsStay } from './updates/claims-stay';
import { dataStaysReadable } from './updates/data-stays-readable';
import { deliveryStays } from './updates/delivery-stays';
import { firstStartSettings } from './updates/first-start-settings';
import { immutableFields } from './updates/immutable-fields';
import { noLostData } from './updates/no-lost-data';
import { replicasStay } from './updates/replicas-stay';
import { retentionStays } from './updates/retention-stays';
import { storageOnlyGrows } from './updates/storage-only-grows';

/** The rules by the subject of their `why`, in the order of checks and documentation. A subject is a folder. */
export const RULES_BY_SUBJECT = {
  'api-server': [
    autoscalerBounds,
    enumerations,
    fieldCombinations,
    livenessSuccessThreshold,
    mountsHaveVolumes,
    names,
    noEmptyValues,
    numberBounds,
    objectSize,
    portNumbers,
    requestsWithinLimits,
    rollingUpdateMoves,
    schema,
    selectorMatchesTemplate,
    uniqueKeys,
    uniqueNames,
    uniqueObjects,
    validBase64,
    valueFormats,
  ],
  references: [
    admissionMatchesResources,
    aggregationFindsRoles,
    analysisArgumentsGiven,
    annotationForms,
    backendsGranted,
    configMapExists,
    configMapRead,
    dependenciesEnd,
    disruptionBudgetSelectsPods,
    headlessPorts,
    hooksFindObjects,
    ingressBackendExists,
    managedRoutesExist,
    monitorsFindTargets,
    mountedFilesExist,
    namedObjectsExist,
    namespaceExists,
    namespacesSelected,
    networkPolicySelectsPods,
    oneSecretMaker,
    optionalKeysExist,
    ownersByUid,
    partsDefined,
    persistentVolumeClaimExists,
    profilesHaveFiles,
    projectAdmits,
    prometheusSelectsMonitors,
    pullSecretsGiven,
    pullSecretType,
    roleExists,
    routeParentExists,
    scaleTargetExists,
    scalePathsExist,
    policiesNameContainers,
    secretExists,
    selectorsFindPods,
    selectorsOutlivePods,
    serviceAccountExists,
    serviceSelectsPods,
    serviceSelectsServers,
    serviceWithoutSelector,
    stableIngressRoutes,
    statefulSetService,
    subsetsExist,
    targetPortExists,
    targetPortsAsNamed,
    virtualServicesResolve,
    watchedLabels,
    webhookFindsPods,
    webhookServiceExists,
    writtenObjectsChange,
    parametersDefined,
    syncedSecretsMounted,
    awaitedObjectsStay,
    subdomainsHaveServices,
    probersKnowModules,
    metadataRead,
    annotationsComplete,
    singleDefaults,
    wavesInOrder,
  ],
  connections: [
    bareEndpoints,
    clientPasswords,
    clientsLogIn,
    containersHaveNoNames,
    credentialsMatch,
    databaseOwnerLogsIn,
    databasePasswordMatches,
    dumpVersion,
    exportersSpeakPlain,
    finishedValues,
    grpcPorts,
    hostsResolve,
    logTagsMatch,
    loopbackPorts,
    madeNamesUsed,
    mailPorts,
    membersAuthenticate,
    mqttTopicsAllowed,
    noTrailingNewline,
    pathsOfServers,
    placeholdersDefined,
    portsOfHosts,
    portsOfSchemes,
    replicaLabels,
    replicaSetNames,
    schemesFitPorts,
    clientsFitPorts,
    scriptedUsersMatch,
    servedModels,
    serversOfOwnPod,
    sidecarsStartFirst,
    socketsShared,
    tlsAnswered,
    topicRights,
    urlPasswordsEncoded,
    urlSchemes,
    urlsLogIn,
    variablesDefined,
    workersShareSettings,
    writersReachPrimary,
    schemesAsProbed,
    resolversDefined,
    pooledDatabasesExist,
    pooledPasswordsMatch,
    clientsAdmitted,
    issuersAgree,
    pathsSwitchedOn,
    zoneNamesAbsolute,
    queuesNotEvicted,
    redisKeysAllowed,
    kafkaProtocolsAgree,
  ],
  availability: [
    advertisedAddresses,
    affinitySelectsPods,
    alertExpressionsParse,
    autoscalerCpuRequests,
    autoscalerOwnsReplicas,
    autoscalerTargetReachable,
    containersEnd,
    deadlineCoversWork,
    disruptionBudgetLetsOneGo,
    gpusRequested,
    hookNeedsShell,
    limitRangeAdmits,
    nodeNamesAgree,
    memberIdentity,
    nodeTermsAlternate,
    nodesHaveLabels,
    nothingPaused,
    oneAutoscaler,
    partitionWithinReplicas,
    positiveReplicas,
    prioritiesInOrder,
    probeCommands,
    probeHosts,
    probePaths,
    probePorts,
    probeScheme,
    queueNames,
    quorumStarts,
    quotaAdmitsPods,
    readinessGatesSet,
    readinessProbe,
    replicasFitPlaces,
    requestsFitNodes,
    safeSysctls,
    scheduleComes,
    scheduleMinute,
    scrapeWithinInterval,
    separateSelectors,
    settingsAgree,
    shutdownBudget,
    singleNodes,
    singleSchedulers,
    spreadCountsOwnPods,
    startupOutlastsDelays,
    startedPodsAdmitted,
    tolerationsNameTaints,
    updateKeepsPods,
    waitsEnd,
    webhookSparesItself,
    scalerParameters,
    readyPodsPublished,
    leasesApart,
    scrapedJobsExist,
    scheduleAsNamed,
    copiesFitMembers,
    operatedCopiesFit,
    thresholdsReachable,
    sharedNamesAgree,
    quotaAdmitsObjects,
    poolsTakePods,
    rolloutsHaveTime,
    schedulersKnown,
    recordedSeriesExist,
    rateWindows,
    alertsArrive,
    disruptionBudgetKeepsQuorum,
    memberListsAgree,
    queuesAdmitJobs,
    taintsTolerated,
    scaledMetricsServed,
    conditionsFaceFailure,
  ],
  containers: [
    commandWords,
    completionIndex,
    completionsCoverParts,
    configFilesParse,
    configNamesResolve,
    fieldRefsExist,
    fieldUnits,
    fixedImageTag,
    imageNames,
    keyFormats,
    listensBeyondLoopback,
    listensWhereAsked,
    memoryFloor,
    memoryOfPrograms,
    memorySettingsWithinLimit,
    onePortEach,
    oneScript,
    pullPolicyNever,
    resourcesSet,
    scriptsFail,
    scriptsRun,
    serviceLinks,
    settingForms,
    shellPassesSignals,
    shellVariables,
    signalsArrive,
    uniqueEnvironmentSources,
    uniqueEnvironmentVariables,
    annotationsInPlace,
    variablesFilledIn,
    imageTags,
    settingsKnown,
    programsInImages,
    profilesDefined,
    optionsRead,
    timeZones,
    configsRead,
    removedSettings,
    settingsComplete,
    foldedTexts,
    yamlWords,
    leastBelowMost,
    listenerNames,
    endpointsExposed,
    sourcesProvisioned,
    configPartsApart,
    collationsFit,
    containerLogFormats,
  ],
  security: [
    accountsUsed,
    boundPodsHaveToken,
    capabilitiesSuffice,
    controllersPermitted,
    namespacesPermitted,
    noPlaintextCredentials,
    noSecretValues,
    noSleepingContainers,
    numericUser,
    podSecurityRestricted,
    principalsRunPods,
    programsPermitted,
    operatedAccountsPermitted,
    rbacWildcards,
    rolesNameResources,
    rolesReach,
    rolesSuffice,
    statusWritten,
    subjectsAreAccounts,
    verbsKnown,
    identitiesUsed,
    commandsPermitted,
    groupsNarrow,
    namedObjectsPermitted,
    audiencesAgree,
  ],
  storage: [
    backupsLast,
    claimFitsVolume,
    claimWriters,
    claimsMounted,
    dataNotDivided,
    dataOnVolume,
    databaseDiskWritable,
    filesMountedAsFiles,
    filesReadable,
    foldersReadEndings,
    fsGroupForClaims,
    imageFilesStay,
    knownFolders,
    localVolumesWait,
    localDisksApart,
    modesProvided,
    nginxRootsMounted,
    nodeFolders,
    octalFileModes,
    pgdataBelowMount,
    privateFiles,
    reloadsSeeChanges,
    scaledDownDataStays,
    scratchWithinLimit,
    scratchWritten,
    singlePostgres,
    sizeUnits,
    toldPathsMounted,
    volumesInReach,
    volumesUsed,
    writablePaths,
    dumpsInClaims,
    databasesInClaims,
    blockVolumes,
    syncedFolders,
    driverSockets,
    programsStayVisible,
    classesProvision,
    migrationsNamed,
    startKeepsData,
    snapshotDriversMatch,
  ],
  traffic: [
    allowedHosts,
    apiServerReachable,
    backendProtocols,
    backingServicesReachable,
    basePathsAgree,
    certificatesCoverClients,
    certificatesCoverHosts,
    certificatesFitUse,
    classControllers,
    declaredEdgesOpen,
    defaultDeny,
    dnsOpen,
    gatewayCredentials,
    grpcRoutes,
    hostNetworkDns,
    hostPortsDiffer,
    ingressAnnotations,
    ingressBackendsReachable,
    innerUrlsAnswer,
    localTrafficServed,
    membersReachable,
    nodePortsDiffer,
    policiesNameNamespaces,
    policyPortsOfPods,
    publicUrlsServed,
    regexPaths,
    rootPathOpen,
    routePortsExist,
    scrapesReachPods,
    servedPodsReachable,
    signInOpen,
    tlsHostsServed,
    traefikRoutes,
    undeclaredEdgesClosed,
    uniqueRoutes,
    weightsLeadSomewhere,
    wholeRequestsPass,
    listenersDiffer,
    policyTypesCoverRules,
    canariesTakeTraffic,
    loadBalancersReachPods,
    issuersIssue,
    dnsRecordsMade,
    fqdnsLearnt,
    nginxDirectives,
    addressesInPools,
    meshTlsAgrees,
  ],
  updates: [
    claimsStay,
    dataStaysReadable,
    deliveryStays,
    firstStartSettings,
    immutableFields,
    noLostData,
    replicasStay,
    retentionStays,
    storageOnlyGrows,
  ],
} satisfies Record<string, readonly Rule[]>;

export const RULES: readonly Rule[] = Object.values(RULES_BY_SUBJECT).flat();
