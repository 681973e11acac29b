import assert from 'node:assert/strict';
import { argumentsWithoutSecrets, commandWithoutSecrets } from '../../../src/dockerfile/knowledge/hidden-values.ts';

describe('commands without secrets', () => {
  for (const [command, shown] of [
    ['sh -c true --password=hunter2', 'sh -c true --password=***'],
    ['app --db-password hunter2 --port 80', 'app --db-password *** --port 80'],
    [`sh -c "TOKEN='a b' app"`, `sh -c "TOKEN=*** app"`],
    ['app --database postgres://me:hunter2@db/shop', 'app --database ***'],
    ['app --password --verbose', 'app --password --verbose'],
    ['nginx -g daemon=off;', 'nginx -g daemon=off;'],
    ['', ''],
  ] as const) {
    it(`as text: ${command}`, () => assert.equal(commandWithoutSecrets(command), shown));
  }

  it('as words', () => {
    const words = [
      'app',
      '--token',
      'abc',
      '--port',
      '80',
      'https://me:hunter2@example.com',
      'sh',
      '-c',
      'DB_PW=x app',
    ];
    const shown = ['app', '--token', '***', '--port', '80', '***', 'sh', '-c', 'DB_PW=*** app'];
    assert.deepEqual(argumentsWithoutSecrets(words), shown);
  });
});
