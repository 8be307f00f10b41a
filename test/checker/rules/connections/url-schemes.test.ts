import { describe, expect, test } from '@jest/globals';
import { urlSchemes } from '../../../../lib/checker/rules/connections/url-schemes';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('url-schemes', () => {
  const told = (name: string, value: string) =>
    judge(urlSchemes, deployment(`{ name: api, env: [{ name: ${name}, value: "${value}" }] }`));

  test('finds a scheme that no driver has', () => {
    expect(told('JDBC_URL', 'jdbc:postgres://db:5432/shop')).toEqual([urlSchemes.example]);
    expect(told('SPRING_DATASOURCE_URL', 'postgresql://db:5432/shop')[0]).toContain('begins with jdbc:postgresql:');
    expect(told('DATABASE_URL', 'postgres+asyncpg://db/shop')[0]).toContain('begins with postgresql+asyncpg:');
    expect(told('MONGO_URL', 'mongdb://db/shop')[0]).toContain('begins with mongodb:');
    expect(told('API_URL', 'htpps://api.example.com')).toHaveLength(1);
  });

  test('a setting of JDBC has the name of a driver', () => {
    expect(told('KC_DB_URL', 'db:5432/shop')).toHaveLength(1);
    expect(told('SPRING_DATASOURCE_URL', 'postgresql://u:geheim@db/shop').join()).not.toContain('geheim');
    expect(told('KC_DB_URL', 'jdbc:postgresql://db:5432/shop')).toEqual([]);
    expect(told('SPRING_DATASOURCE_URL', '$(URL)')).toEqual([]);
  });

  test.each([
    'jdbc:postgresql://db/shop',
    'jdbc:aws-wrapper:mysql://db/shop',
    'postgres://db/shop',
    'postgresql+psycopg://db/shop',
    'myapp://callback',
    'mongodb+srv://db.example.com',
    'mqtts://broker:8883',
  ])('accepts %s', (url) => {
    expect(told('DATABASE_URL', url)).toEqual([]);
  });
});
