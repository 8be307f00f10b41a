import { podsBehind } from '../../bundle/workloads/pod-selection';
import { namespaceOf, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A pod with a subdomain has a headless Service of that name. */
export const subdomainsHaveServices: Rule = {
  id: 'subdomains-have-services',
  answer: 'broken',
  why: 'the DNS knows a pod by its name below a headless Service, and no other subdomain: members of a Job or a cluster do not find each other',
  example:
    'Job default/train: spec.template.spec.subdomain: expected "train", the headless Service of the pods, received "training" [subdomains-have-services]',
  about: ['subdomain'],
  check: (bundle) =>
    bundle.templates.flatMap((template): Finding[] => {
      const { owner, spec, path, namespace } = template;
      const subdomain = stringAt(spec, 'subdomain');
      // A StatefulSet has serviceName. The labels of a Job are those that Kubernetes gives to its pods, too.
      if (subdomain === undefined || owner.kind === 'StatefulSet' || bundle.find('Service', namespace, subdomain))
        return [];
      const services = bundle
        .ofKind('Service')
        .filter((each) => namespaceOf(each) === namespace && stringAt(each, 'spec', 'clusterIP') === 'None');
      const own = services.find((each) => {
        const job = ['job-name', 'batch.kubernetes.io/job-name'].map((key) => stringAt(each, 'spec', 'selector', key));
        const isOwnJob = job.every((name) => name === undefined || name === owner.metadata.name);
        return isOwnJob && podsBehind(bundle, each).includes(template);
      });
      if (own === undefined) return [];
      const expected = `${quoted(own.metadata.name)}, the headless Service of the pods`;
      return [{ object: owner, field: `${path}.subdomain`, expected, received: quoted(subdomain) }];
    }),
};
