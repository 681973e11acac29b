// Where an image holds what looks like a secret; the values are in no answer.
import assert from 'node:assert/strict';
import { type ScannedImage, secretPlaces, secretPlacesInDockerfile } from '../../../src/commands/images/secret-scan.ts';

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
      'the variable DB_PASSWORD, in an environment variable',
      'the variable NPM_TOKEN, in an environment variable',
    ]);
  });

  it('asks the Dockerfile’s rules, too', () => {
    const text = `FROM a\nENV DB_PASSWORD=hunter2\n# longshore ignore=no-secret-variable: a sample\nARG NPM_TOKEN=hunter2\nCOPY .env /app/\nRUN echo ${token}\n`;
    const found = secretPlacesInDockerfile(text);
    assert.deepEqual(
      found.map((place) => place.replace(/^what (\S+) marks in line (\d+) of its Dockerfile$/, '$1 $2')),
      [
        'a problem of the rule no-secret-variable in line 2 of its Dockerfile',
        'a problem of the rule no-secret-file-copy in line 5 of its Dockerfile',
        'a problem of the rule no-secret-value in line 6 of its Dockerfile',
      ],
    );
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
        'possible GitLab token, in the variable EXTRA, in an environment variable',
        'possible GitLab token, in the label com.example.note',
        'possible GitLab token, in the command',
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
        'the file .env, in step 2 of the history (COPY)',
        'the file id_rsa, in step 3 of the history (ADD)',
        'the file "my keys/private.pem", in step 4 of the history (COPY)',
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
        'the variable NPM_TOKEN, in step 3 of the history (ARG)',
        'the variable NPM_TOKEN, in step 4 of the history (RUN)',
        'the variable DB_PASSWORD, in step 5 of the history (RUN)',
        'possible GitLab token, in step 6 of the history (RUN)',
        'the variable APP_SECRET, in step 7 of the history (ARG)',
      ],
    );
  });
});
