/** Settings with the seconds of work or requests that a program finishes after SIGTERM. */
export interface DrainTime {
  /** A word of the image or the command. @default any program: the name says enough */
  readonly program?: RegExp;
  readonly names: readonly string[];
}

export const DRAIN_TIMES: readonly DrainTime[] = [
  // https://docs.spring.io/spring-boot/reference/web/graceful-shutdown.html, https://quarkus.io/guides/lifecycle
  { names: ['spring.lifecycle.timeout-per-shutdown-phase'] },
  { names: ['quarkus.shutdown.timeout'] },
  // https://github.com/sidekiq/sidekiq/wiki/Deployment, https://github.com/bensheldon/good_job#configuration-options
  { program: /\bsidekiq\b/, names: ['timeout'] },
  { names: ['GOOD_JOB_SHUTDOWN_TIMEOUT'] },
  // https://puma.io/puma/Puma/DSL.html
  { program: /\b(puma|rails)\b/, names: ['force_shutdown_after', 'worker_shutdown_timeout'] },
  // https://docs.gunicorn.org/en/stable/settings.html#graceful-timeout, https://hypercorn.readthedocs.io
  { program: /\b(gunicorn|hypercorn)\b/, names: ['graceful_timeout'] },
  // https://docs.haproxy.org/3.0/configuration.html#3.1-hard-stop-after, https://nginx.org/en/docs/ngx_core_module.html#worker_shutdown_timeout
  { program: /\bhaproxy\b/, names: ['hard-stop-after'] },
  { program: /\b(nginx|openresty)\b/, names: ['worker_shutdown_timeout'] },
  // https://www.php.net/manual/en/install.fpm.configuration.php, https://caddyserver.com/docs/caddyfile/options#grace-period
  { program: /\b(php|fpm)\b/, names: ['process_control_timeout'] },
  { program: /\bcaddy\b/, names: ['grace_period'] },
  // https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/
  {
    program: /\btraefik\b/,
    names: ['web', 'websecure'].map((name) => `entrypoints.${name}.transport.lifecycle.gracetimeout`),
  },
  // https://vector.dev/docs/reference/cli/, https://docs.fluentbit.io/manual/administration/configuring-fluent-bit
  { program: /\bvector\b/, names: ['graceful-shutdown-limit-secs', 'VECTOR_GRACEFUL_SHUTDOWN_LIMIT_SECS'] },
  { program: /\bfluent-bit\b/, names: ['grace'] },
  // https://docs.gitlab.com/runner/configuration/advanced-configuration/, https://docs.n8n.io/hosting/configuration/environment-variables/
  { program: /\bgitlab-runner\b/, names: ['shutdown_timeout'] },
  { names: ['N8N_GRACEFUL_SHUTDOWN_TIMEOUT'] },
  // https://learn.microsoft.com/aspnet/core/fundamentals/host/web-host#shutdown-timeout
  { names: ['ASPNETCORE_SHUTDOWNTIMEOUTSECONDS', 'DOTNET_SHUTDOWNTIMEOUTSECONDS'] },
  // https://docs.gitea.com/administration/config-cheat-sheet#server-server
  { names: ['GITEA__server__GRACEFUL_HAMMER_TIME', 'FORGEJO__server__GRACEFUL_HAMMER_TIME'] },
];
