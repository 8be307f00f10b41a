import { commandLine } from '../../bundle/containers/command-line';
import { imageName } from '../../bundle/containers/image-users';
import { mostReplicas } from '../../bundle/workloads/members';
import { listAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Programs of which each pod has data of its own, and knows nothing of the others, by the end of the image's name. */
const ALONE =
  /(^|\/)(gitea|gogs|ghost|jenkins|nexus3|sonarqube|vaultwarden|vaultwarden\/server|uptime-kuma|home-assistant|n8n|wordpress|nextcloud|drupal|joomla|mediawiki|phpmyadmin|grafana|influxdb|meilisearch|mosquitto|eclipse-mosquitto|registry|portainer-ce|pihole|adguardhome|syncthing)$/;
/** Databases with a form of replication that must be set up. */
const SERVERS = /^(mysql|mariadb|redis|valkey\/valkey)$/;
const REPLICATION = /replica|slave|master|primary|sentinel|cluster|galera|wsrep|group_replication|gtid|server[-_]id/i;

/** A program that shares nothing runs once. */
export const dataNotDivided: Rule = {
  id: 'data-not-divided',
  answer: 'risk',
  why: 'each pod of a StatefulSet has a disk of its own: a program that does not replicate answers now from one disk, now from another',
  example:
    'StatefulSet default/git: spec.replicas: expected 1, since each pod of gitea/gitea keeps data of its own, received 2 [data-not-divided]',
  about: ['volumeClaimTemplates'],
  check: (bundle) =>
    bundle.templates.flatMap((template): Finding[] => {
      const { owner: object, containers } = template;
      const replicas = mostReplicas(bundle, template);
      const disks = listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => stringAt(claim, 'metadata', 'name'));
      if (object.kind !== 'StatefulSet' || replicas < 2 || disks.length === 0) return [];
      const divided = containers.find((container) => {
        const name = imageName(container);
        const words = [
          ...commandLine(container),
          JSON.stringify(listAt(container.spec, 'env')),
          JSON.stringify(listAt(container.spec, 'envFrom')),
          JSON.stringify(listAt(container.spec, 'volumeMounts')),
        ];
        const isServer =
          SERVERS.test(name) &&
          containers.length === 1 &&
          listAt(container.spec, 'command').length === 0 &&
          listAt(container.spec, 'envFrom').length === 0;
        const mountsDisk = listAt(container.spec, 'volumeMounts').some((mount) =>
          disks.includes(stringAt(mount, 'name')),
        );
        const hasConfig = isServer && listAt(container.spec, 'volumeMounts').length > disks.length;
        return (
          !container.init &&
          mountsDisk &&
          !hasConfig &&
          (ALONE.test(name) || isServer) &&
          !words.some((word) => REPLICATION.test(word))
        );
      });
      if (divided === undefined) return [];
      const expected = `1, since each pod of ${imageName(divided)} keeps data of its own`;
      return [{ object, field: 'spec.replicas', expected, received: quoted(replicas) }];
    }),
};
