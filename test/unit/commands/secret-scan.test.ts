// Where an image holds what looks like a secret; the values are in no answer.
import assert from 'node:assert/strict';
import {
  fileAt,
  inCommand,
  inEnvironment,
  inLabel,
  inStep,
  inVariable,
  markedByRule,
  possibleToken,
  type ScannedImage,
  secretPlaces,
  secretPlacesInDockerfile,
  variableAt,
} from '../../../src/commands/images/secret-scan.ts';

const plain: ScannedImage = { environment: [], labels: {}, command: [], entrypoint: [] };
const token = `glpat-${'x1Y2'.repeat(5)}`;

function places(fields: Partial<ScannedImage>, oldestFirst: readonly string[] = []) {
  const history = [...oldestFirst].reverse().map((createdBy) => ({ createdBy }));
  const found = secretPlaces({ ...plain, ...fields }, history);
  for (const secret of [token, 'hunter2', 'two words']) assert.ok(!found.join().includes(secret), found.join());
  return found;
}

describe('the look for secrets in an image', () => {
  it('finds variables by their names, where they hold something', () => {
    const environment = ['PATH=/bin', 'DB_PASSWORD=hunter2', 'API_TOKEN=', 'NPM_TOKEN=two words\nand more'];
    assert.deepEqual(places({ environment }), [
      variableAt('DB_PASSWORD', inEnvironment),
      variableAt('NPM_TOKEN', inEnvironment),
    ]);
  });

  it('asks the Dockerfile’s rules, too', () => {
    const text = `FROM a\nENV DB_PASSWORD=hunter2\n# longshore ignore=no-secret-variable: a sample\nARG NPM_TOKEN=hunter2\nCOPY .env /app/\nRUN echo ${token}\n`;
    const found = secretPlacesInDockerfile(text);
    assert.deepEqual(found, [
      markedByRule('no-secret-variable', 2),
      markedByRule('no-secret-file-copy', 5),
      markedByRule('no-secret-value', 6),
    ]);
    assert.deepEqual(secretPlacesInDockerfile(''), []);
  });

  it('leaves alone what only sounds so', () => {
    const environment = [
      `GPG_KEY=${'A0'.repeat(20)}`,
      'SSH_AUTH_SOCK=/run/agent',
      'PASSWORD_FILE=/run/secrets/db',
      'TOKEN_URL=https://example.com/token',
      'SECRET_REQUIRED=true',
      'TOKENIZERS_PARALLELISM=false',
    ];
    assert.deepEqual(places({ environment }), []);
    assert.deepEqual(places({ environment: ['DB_SECRET=https://me:hunter2@example.com/'] }).length, 1);
  });

  it('finds tokens by what they look like, wherever they are', () => {
    assert.deepEqual(
      places({
        environment: [`EXTRA=--auth ${token}`],
        labels: { 'com.example.note': token },
        command: ['serve', `--token=${token}`],
      }),
      [
        possibleToken('GitLab token', inVariable('EXTRA', inEnvironment)),
        possibleToken('GitLab token', inLabel('com.example.note')),
        possibleToken('GitLab token', inCommand),
      ],
    );
  });

  it('finds files of keys and passwords that a step copied', () => {
    assert.deepEqual(
      places({}, [
        '/bin/sh -c #(nop) COPY file:1 in /',
        'COPY package.json .env ./ # buildkit',
        'ADD --chown=1 id_rsa /root/.ssh/ # buildkit',
        'COPY ["my keys/private.pem", "/"] # buildkit',
        'RUN /bin/sh -c echo COPY .env / # buildkit',
      ]),
      [
        fileAt('.env', inStep(2, 'COPY')),
        fileAt('id_rsa', inStep(3, 'ADD')),
        fileAt('"my keys/private.pem"', inStep(4, 'COPY')),
      ],
    );
  });

  it('finds what the history keeps: arguments, defaults, and what was written into a step', () => {
    assert.deepEqual(
      places({}, [
        '/bin/sh -c #(nop) ADD file:1 in /',
        'ARG NPM_TOKEN',
        'ARG NPM_TOKEN=hunter2',
        'RUN |2 NAME=two words NPM_TOKEN=hunter2 /bin/sh -c npm ci # buildkit',
        '|1 DB_PASSWORD=hunter2 /bin/sh -c make',
        `RUN /bin/sh -c curl -H "X: ${token}" https://example.com # buildkit`,
        '/bin/sh -c #(nop)  ARG APP_SECRET=hunter2',
      ]),
      [
        variableAt('NPM_TOKEN', inStep(3, 'ARG')),
        variableAt('NPM_TOKEN', inStep(4, 'RUN')),
        variableAt('DB_PASSWORD', inStep(5, 'RUN')),
        possibleToken('GitLab token', inStep(6, 'RUN')),
        variableAt('APP_SECRET', inStep(7, 'ARG')),
      ],
    );
  });
});
