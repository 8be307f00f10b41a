import type { Bundle, Container } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { setting } from '../../bundle/containers/settings';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program with a file for each profile. */
interface Profiles {
  readonly settings: readonly string[];
  /** The profile in the name of a file. */
  readonly file: RegExp;
}

const PROFILES: readonly Profiles[] = [
  // https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.profile-specific
  { settings: ['spring.profiles.active'], file: /^application-([\w-]+)\.(?:ya?ml|properties)$/ },
  // https://learn.microsoft.com/aspnet/core/fundamentals/environments
  { settings: ['ASPNETCORE_ENVIRONMENT', 'DOTNET_ENVIRONMENT'], file: /^appsettings\.([\w-]+)\.json$/ },
];

/** The profile of a program is one for which a file is mounted. */
export const profilesHaveFiles: Rule = {
  id: 'profiles-have-files',
  answer: 'risk',
  why: 'a program reads the file of its profile, and passes over the file of another: it starts with the values of the image',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[SPRING_PROFILES_ACTIVE].value: expected a profile with a mounted file (prod), received "production"; did you mean "prod"? [profiles-have-files]',
  about: ['application-', 'appsettings.'],
  check: (bundle) => bundle.containers.flatMap((container) => passedOver(bundle, container)),
};

function passedOver(bundle: Bundle, container: Container): Finding[] {
  const names = mountedFiles(bundle, container).flatMap(({ files, subPath, mountPath }) =>
    subPath === undefined ? [...files.keys()] : [mountPath.slice(mountPath.lastIndexOf('/') + 1)],
  );
  if (names.length === 0) return [];
  return PROFILES.flatMap(({ settings, file }): Finding[] => {
    const known = names.flatMap((name) => file.exec(name)?.[1] ?? []);
    const active = known.length === 0 ? undefined : setting(bundle, container, settings);
    if (active === undefined || active.secret || active.value.includes('$')) return [];
    const profiles = active.value.split(',').map((each) => each.trim());
    // Linux tells capital letters apart.
    if (profiles.some((each) => known.includes(each))) return [];
    const { object, field, value } = active;
    const expected = `a profile with a mounted file (${known.join(', ')})`;
    const meant = profiles.map((each) => nearest(each, known)).find((each) => each !== undefined);
    return [{ object, field, expected, received: quoted(value), meant }];
  });
}
