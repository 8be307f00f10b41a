/** Settings with which a program deletes its tables at each start. */
export const ERASING_SETTINGS: readonly (readonly [name: RegExp, value: RegExp])[] = [
  // https://docs.spring.io/spring-boot/how-to/data-initialization.html, https://docs.jboss.org/hibernate/orm/current/userguide/html_single/Hibernate_User_Guide.html
  [/(ddl[-_]?auto|hbm2ddl[._]auto)$/i, /^(create|create-drop|drop|truncate)$/i],
  [/schema[-_]generation[._]database[._]action$/i, /^(drop-and-create|drop)$/i],
  // https://quarkus.io/guides/hibernate-orm, https://quarkus.io/guides/flyway
  [
    /^(%prod\.)?quarkus[._]hibernate[-_]orm[._]((\w+[._])?database[._]generation|schema[-_]management[._]strategy)$/i,
    /^(drop-and-create|drop|create-drop)$/i,
  ],
  [/^(%prod\.)?quarkus[._]flyway[._]clean[-_]at[-_]start$/i, /^true$/i],
  // https://documentation.red-gate.com/fd/clean-on-validation-error-277578976.html, https://docs.liquibase.com
  [/flyway[._]clean[-_]?on[-_]?validation[-_]?error$/i, /^true$/i],
  [/liquibase[._]drop[-_]?first$/i, /^true$/i],
  // https://orkhan.gitbook.io/typeorm/docs/data-source-options
  [/^TYPEORM_DROP_?SCHEMA$/, /^true$/i],
];

/** Commands that delete tables, with the words to show. */
export const ERASING_COMMANDS: readonly RegExp[] = [
  // https://www.prisma.io/docs/orm/reference/prisma-cli-reference
  /\bprisma\s+migrate\s+reset\b/,
  /\bprisma\s+db\s+push\b[^;&|]*--(?:force-reset|accept-data-loss)\b/,
  // https://laravel.com/docs/migrations, https://guides.rubyonrails.org/active_record_migrations.html
  /\bmigrate:(?:fresh|refresh|reset)\b/,
  /\b(?:rails|rake)\s+(?:\S+\s+)?db:(?:drop|reset|schema:load|migrate:reset|truncate_all)\b/,
  // https://docs.djangoproject.com/en/stable/ref/django-admin/#flush, https://alembic.sqlalchemy.org
  /\bmanage\.py\s+(?:flush|reset_db)\b/,
  /\balembic\s+downgrade\s+base\b/,
  // https://documentation.red-gate.com/fd/clean-277578889.html, https://docs.liquibase.com/commands/utility/drop-all.html
  /\bflyway\s+(?:-\S+\s+)*clean\b/,
  /\bliquibase\s+(?:-\S+\s+)*drop-?all\b/i,
  // https://sequelize.org/docs/v6/other-topics/migrations/, https://mikro-orm.io/docs/schema-generator, https://symfony.com/doc/current/doctrine.html
  /\bsequelize(?:-cli)?\s+db:(?:drop|migrate:undo:all)\b/,
  /\bdoctrine:(?:schema|database):drop\b/,
  /\bschema:(?:fresh|drop)\b/,
  // https://www.postgresql.org/docs/current/app-dropdb.html
  /\bdropdb\b/,
  /\b(?:psql|mysql|mariadb)\b[^;&|]*\bdrop\s+(?:database|schema)\b/i,
];
