/** A program that starts pods, and the lines of its configuration that say how. The value is the first group. */
export interface PodStarter {
  readonly program: string;
  /** Stands in each text with the configuration. */
  readonly stands: RegExp;
  readonly namespace: RegExp;
  readonly account: RegExp;
  readonly memory: RegExp;
  readonly cpu: RegExp;
  /** True if `4G` means 4Gi. */
  readonly binary?: true;
}

export const POD_STARTERS: readonly PodStarter[] = [
  // https://docs.gitlab.com/runner/executors/kubernetes/
  {
    program: 'GitLab Runner',
    stands: /^[ \t]*\[runners\.kubernetes\]/m,
    namespace: /^[ \t]*namespace[ \t]*=[ \t]*"([^"]+)"/m,
    account: /^[ \t]*service_account[ \t]*=[ \t]*"([^"]+)"/m,
    memory: /^[ \t]*memory_(?:limit|request)[ \t]*=[ \t]*"([^"]+)"/gm,
    cpu: /^[ \t]*cpu_(?:limit|request)[ \t]*=[ \t]*"([^"]+)"/gm,
  },
  // https://jupyterhub-kubespawner.readthedocs.io/en/latest/spawner.html
  {
    program: 'KubeSpawner',
    stands: /^[ \t]*c\.KubeSpawner\.\w/m,
    namespace: /^[ \t]*c\.KubeSpawner\.namespace[ \t]*=[ \t]*["']([^"']+)["']/m,
    account: /^[ \t]*c\.KubeSpawner\.service_account[ \t]*=[ \t]*["']([^"']+)["']/m,
    memory: /^[ \t]*c\.KubeSpawner\.mem_(?:limit|guarantee)[ \t]*=[ \t]*["']([^"']+)["']/gm,
    cpu: /^[ \t]*c\.KubeSpawner\.cpu_(?:limit|guarantee)[ \t]*=[ \t]*["']?([\d.]+)/gm,
    binary: true,
  },
  // https://plugins.jenkins.io/kubernetes/: the configuration as code
  {
    program: 'Jenkins',
    stands: /^jenkins:[\s\S]*^[ \t]*-[ \t]*kubernetes:[ \t]*$/m,
    namespace: /^[ \t]*(?:- )?namespace:[ \t]*"?([\w-]+)"?[ \t]*$/m,
    account: /^[ \t]*(?:- )?serviceAccount:[ \t]*"?([\w.-]+)"?[ \t]*$/m,
    memory: /^[ \t]*(?:- )?resource(?:Limit|Request)Memory:[ \t]*"?(\w+)"?[ \t]*$/gm,
    cpu: /^[ \t]*(?:- )?resource(?:Limit|Request)Cpu:[ \t]*"?(\w+)"?[ \t]*$/gm,
  },
  // https://spark.apache.org/docs/latest/running-on-kubernetes.html
  {
    program: 'Spark',
    stands: /^[ \t]*spark\.kubernetes\.namespace\b/m,
    namespace: /^[ \t]*spark\.kubernetes\.namespace[ \t=]+([\w-]+)/m,
    account: /^[ \t]*spark\.kubernetes\.authenticate\.driver\.serviceAccountName[ \t=]+([\w.-]+)/m,
    memory: /^[ \t]*spark\.(?:executor|driver)\.memory[ \t=]+(\d+[kmgt])\b/gim,
    cpu: /^[ \t]*spark\.kubernetes\.(?:executor|driver)\.(?:limit|request)\.cores[ \t=]+(\w+)/gm,
    binary: true,
  },
];
