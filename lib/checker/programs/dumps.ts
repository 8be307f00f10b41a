/** Programs that write the data of a server into a file. */
export const DUMP =
  /\b(pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mariadb-backup|xtrabackup|mongodump|snapshot save|influxd? backup|neo4j-admin (database )?dump|redis-cli\b[^\n|;]{0,200} --rdb|consul snapshot|vault operator raft snapshot|sqlite3\b[^\n]{0,200}\.backup|gitea dump|cockroach dump)\b/;
/** Words that take a file elsewhere, or read it into another server. */
export const TAKEN =
  /(?<![\w./-])(aws|s3cmd|s5cmd|mc|gsutil|gcloud|az|azcopy|rclone|restic|kopia|borg|duplicity|curl|wget|scp|sftp|ssh|rsync|lftp|swift|wal-g|oras|git|kubectl)(?=\s)|\b(s3|gs|https?):\/\/|[|;&\n]\s*(psql|pg_restore|mongorestore|mysql|mariadb|nc)(?=\s)/;
