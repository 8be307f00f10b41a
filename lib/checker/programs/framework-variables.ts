/** The known variables of frameworks, by their words. */
export const FRAMEWORK_VARIABLES = [
  // https://guides.rubyonrails.org/security.html#environmental-security
  ...[
    'SECRET_KEY_BASE',
    'RAILS_MASTER_KEY',
    'RAILS_ENV',
    'RAILS_LOG_TO_STDOUT',
    'RAILS_SERVE_STATIC_FILES',
    'DATABASE_URL',
  ],
  // https://docs.djangoproject.com/en/stable/topics/settings/
  ...['DJANGO_SETTINGS_MODULE', 'DJANGO_SECRET_KEY'],
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  ...[
    'SPRING_PROFILES_ACTIVE',
    'SPRING_DATASOURCE_URL',
    'SPRING_DATASOURCE_USERNAME',
    'SPRING_DATASOURCE_PASSWORD',
    'SPRING_CONFIG_LOCATION',
  ],
  // https://hub.docker.com/_/postgres, _/mysql, _/mongo, _/rabbitmq
  ...[
    'MYSQL_ROOT_PASSWORD',
    'MONGO_INITDB_ROOT_USERNAME',
    'MONGO_INITDB_ROOT_PASSWORD',
    'RABBITMQ_DEFAULT_USER',
    'RABBITMQ_DEFAULT_PASS',
  ],
  // https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html
  ...['MINIO_ROOT_USER', 'MINIO_ROOT_PASSWORD'],
  // https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
  ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES'],
  ...[
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_DEFAULT_REGION',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'NODE_ENV',
    'JAVA_TOOL_OPTIONS',
  ],
];
