import { describe, expect, test } from '@jest/globals';
import { removedSettings } from '../../../../lib/checker/rules/containers/removed-settings';
import { judge } from '../judge';
import { database, deployment } from '../workloads';

describe('removed-settings', () => {
  const mysql = (tag: string) =>
    judge(
      removedSettings,
      database(`image: "mysql:${tag}", args: [--default-authentication-plugin=mysql_native_password]`),
    );

  test('finds an option that the version no longer has', () => {
    expect(mysql('8.4')).toEqual([removedSettings.example]);
    expect(mysql('9')).toHaveLength(1);
    expect(mysql('8.0.39')).toEqual([]);
    expect(mysql('latest')).toEqual([]);
  });

  test('finds a variable that the entrypoint refuses', () => {
    const rabbit = (tag: string) =>
      judge(
        removedSettings,
        deployment(
          `{ name: mq, image: "rabbitmq:${tag}", env: [{ name: RABBITMQ_VM_MEMORY_HIGH_WATERMARK, value: "0.4" }] }`,
        ),
      );
    expect(rabbit('3.13-management')).toHaveLength(1);
    expect(rabbit('3.8')).toEqual([]);
  });
});
