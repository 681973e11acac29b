import assert from 'node:assert/strict';
import { redactionOf, secretValues } from '../../../src/builds/redaction.ts';
import { EngineError } from '../../../src/errors.ts';

describe('the redaction of a build', () => {
  it('takes what may be a secret by its name or its value, and what is taken from variables', () => {
    const values = secretValues({
      buildArgs: {
        NPM_TOKEN: 'abc123',
        DB_PW: 'hunter22',
        dbPwd: 'hunter33',
        API_PAT: 'p-a-t-1',
        VERSION: '1.2.3',
        PATH_PREFIX: '/usr',
        EMPTY_TOKEN: '',
        SHORT_TOKEN: 'abc',
        USE_TOKEN: 'true',
        INDEX: 'https://me:pass@pypi.test/simple',
      },
      secrets: [
        { id: 'a', variable: 'MOUNTED' },
        { id: 'b', file: '/secret' },
        { id: 'c', variable: 'NOT_SET' },
      ],
      environment: { MOUNTED: 'mounted-value' },
    });
    assert.deepEqual(values.sort(), [
      'abc123',
      'https://me:pass@pypi.test/simple',
      'hunter22',
      'hunter33',
      'mounted-value',
      'p-a-t-1',
    ]);
  });

  it('takes the longest first, and the forms in which a value may stand', () => {
    const { text } = redactionOf(['abcd', 'abcd"efgh', 'first line\nsecond line']);
    assert.equal(text('abcd abcd"efgh abcd\\"efgh abcd%22efgh'), '••• ••• ••• •••');
    assert.equal(text('said: second line, then more'), 'said: •••, then more');
  });

  it('keeps what has nothing secret in it as it is', () => {
    const redaction = redactionOf(['secret']);
    const error = new EngineError('build-failed', 'It failed.', { cause: new Error('exit code 1') });
    assert.equal(redaction.error(error), error);
    const part = { kind: 'part', step: 's', id: 'secret', current: 0, total: 1, isDone: false } as const;
    assert.equal(redaction.progress(part), part);
    const none = { kind: 'output', step: 's', line: 'secret', from: 'stdout' } as const;
    assert.equal(redactionOf([]).progress(none), none);
  });

  it('goes through an error with its cause', () => {
    const cleaned = redactionOf(['secret']).error(
      new EngineError('build-failed', 'RUN echo secret failed.', { cause: new Error('echo secret: 1') }),
    );
    assert.ok(cleaned instanceof EngineError);
    assert.equal(cleaned.kind, 'build-failed');
    assert.equal(cleaned.message, 'RUN echo ••• failed.');
    assert.equal((cleaned.cause as Error).message, 'echo •••: 1');
  });
});
