import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, setting, settingsNamed } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
import { type Finding, quoted, type Rule } from '../../rule';

interface MailSecurity {
  readonly names: readonly string[];
  readonly program?: RegExp;
  /** The values with which a client speaks TLS from the first byte. */
  readonly implicit: RegExp;
  /** The values with which a client begins without TLS, each of them said on purpose. */
  readonly plain: RegExp;
}

const TRUE = /^(true|1|yes|on)$/i;
const FALSE = /^(false|0|no|off)$/i;
const SECURITY: readonly MailSecurity[] = [
  // https://nodemailer.com/smtp/, https://ghost.org/docs/config/#mail, https://directus.io/docs/configuration/email
  { names: ['mail__options__secure', 'SMTP_SECURE', 'EMAIL_SMTP_SECURE'], implicit: TRUE, plain: FALSE },
  // https://docs.n8n.io/hosting/configuration/environment-variables/user-management-smtp-2fa/
  { names: ['N8N_SMTP_SSL'], implicit: TRUE, plain: FALSE },
  // https://github.com/nextcloud/docker
  { names: ['SMTP_SECURE'], program: /^nextcloud$/, implicit: /^ssl$/, plain: /^tls$/ },
  // https://docs.djangoproject.com/en/stable/ref/settings/#email-use-ssl
  {
    names: ['EMAIL_USE_SSL', 'DJANGO_EMAIL_USE_SSL', 'AUTHENTIK_EMAIL__USE_SSL', 'PAPERLESS_EMAIL_USE_SSL'],
    implicit: TRUE,
    plain: FALSE,
  },
  // https://docs.spring.io/spring-boot/reference/io/email.html
  { names: ['spring.mail.properties.mail.smtp.ssl.enable'], implicit: TRUE, plain: /^\b$/ },
  // https://docs.gitea.com/administration/config-cheat-sheet#mailer-mailer
  {
    names: ['GITEA__mailer__PROTOCOL', 'FORGEJO__mailer__PROTOCOL'],
    implicit: /^smtps$/,
    plain: /^smtp(\+starttls)?$/,
  },
  // https://docs.mattermost.com/configure/smtp-email.html
  { names: ['MM_EMAILSETTINGS_CONNECTIONSECURITY'], implicit: /^TLS$/, plain: /^STARTTLS$/ },
  // https://github.com/dani-garcia/vaultwarden/wiki/SMTP-Configuration
  { names: ['SMTP_SECURITY'], implicit: /^force_tls$/, plain: /^(starttls|off)$/ },
];
/** https://docs.djangoproject.com/en/stable/ref/settings/#email-use-tls: STARTTLS, which port 465 does not speak. */
const STARTTLS = ['EMAIL_USE_TLS', 'DJANGO_EMAIL_USE_TLS', 'AUTHENTIK_EMAIL__USE_TLS'];

const MAIL_PORT = /(smtp|mail).*[._]port$/i;

/** A client of a mail server begins with TLS where the port does. */
export const mailPorts: Rule = {
  id: 'mail-ports',
  answer: 'risk',
  why: 'a client that begins with TLS at a port that does not, or the other way round, waits for its timeout: no mail is sent',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[mail__options__secure].value: expected another value, or port 465: port 587 begins without TLS, received "true" [mail-ports]',
  about: ['smtp', 'mail'],
  check: (bundle) =>
    [...settingsNamed(bundle, MAIL_PORT)].flatMap(([container, found]) => mistaken(bundle, container, found)),
};

const finding = ({ object, field }: Setting, expected: string, received: string): Finding => ({
  object,
  field,
  expected,
  received,
});

/** https://www.rfc-editor.org/rfc/rfc8314: 465 speaks TLS from the first byte, 587 and 25 do not. */
function mistaken(bundle: Bundle, container: Container, ports: readonly Setting[]): Finding[] {
  const port = ports.length === 1 ? ports[0]?.value : undefined;
  if (port === undefined) return [];
  const [row] = SECURITY.filter(
    ({ names, program }) => setting(bundle, container, names) && (program === undefined || runs(container, program)),
  ).reverse();
  const told = row && setting(bundle, container, row.names);
  const starts = setting(bundle, container, STARTTLS);
  if (row && told && row.implicit.test(told.value) && /^(587|25)$/.test(port)) {
    return [finding(told, `another value, or port 465: port ${port} begins without TLS`, quoted(told.value))];
  }
  if (row && told && row.plain.test(told.value) && port === '465') {
    return [finding(told, 'another value, or port 587: port 465 begins with TLS', quoted(told.value))];
  }
  if (starts && TRUE.test(starts.value) && port === '465' && !(told && row?.implicit.test(told.value))) {
    return [finding(starts, 'port 587, or SSL in place of TLS: port 465 begins with TLS', quoted(starts.value))];
  }
  return [];
}
