import assert from 'node:assert/strict';
import { tagOf } from '../../../src/commands/building/choose-dockerfile.ts';
import { nextName, proposeName } from '../../../src/commands/text/container-names.ts';
import {
  imageNameOf,
  imageNameSentences,
  pushDestination,
  withTag,
  wrongReference,
} from '../../../src/commands/text/image-names.ts';

describe('references as typed', () => {
  it('refuses what is none, and says what to write', () => {
    assert.equal(wrongReference('nginx:1.29'), undefined);
    assert.equal(wrongReference('localhost:5000/a/b@sha256:'.concat('a'.repeat(64))), undefined);
    assert.equal(wrongReference('  '), imageNameSentences.empty());
    assert.equal(wrongReference('My/App'), imageNameSentences.capitals('my/app'));
    assert.equal(wrongReference('two words'), imageNameSentences.invalid());
  });

  it('adds latest only where nothing is said', () => {
    assert.equal(withTag('node'), 'node:latest');
    assert.equal(withTag('node:22'), 'node:22');
    assert.equal(withTag('localhost:5000/app'), 'localhost:5000/app:latest');
  });

  it('knows where a push would land', () => {
    assert.match(String(pushDestination('site:latest').wrong), /user\/site:latest/);
    assert.deepEqual(pushDestination('me/site:1'), { registry: 'Docker Hub', wrong: undefined });
    assert.deepEqual(pushDestination('localhost:5000/site:1'), { registry: 'localhost:5000', wrong: undefined });
    assert.match(String(pushDestination(`me/site@sha256:${'a'.repeat(64)}`).wrong), /digest/);
  });
});

describe('proposed names', () => {
  it('makes an image’s name of any folder’s', () => {
    assert.equal(imageNameOf('site'), 'site');
    assert.equal(imageNameOf('My App (2)'), 'my-app-2');
    assert.equal(imageNameOf('Über__uns'), 'uber-uns');
    assert.equal(imageNameOf('日本'), 'image');
    for (const folder of ['site', 'My App (2)', 'Über__uns', '日本', '--', 'a.b_c']) {
      assert.equal(wrongReference(imageNameOf(folder)), undefined, folder);
    }
  });

  it('keeps several Dockerfiles of a folder apart, and their stages', () => {
    assert.equal(tagOf({ dockerfile: '/w/shop/Dockerfile' }), 'shop:latest');
    assert.equal(tagOf({ dockerfile: '/w/shop/Dockerfile.dev' }), 'shop-dev:latest');
    assert.equal(tagOf({ dockerfile: '/w/shop/api.dockerfile' }), 'shop-api:latest');
    assert.equal(tagOf({ dockerfile: '/w/shop/Containerfile', stage: 'Build' }), 'shop:build');
  });

  it('proposes a container’s name that is free and valid', () => {
    assert.equal(proposeName('registry:5000/team/web:1', new Set()), 'web');
    assert.equal(proposeName('web', new Set(['web', 'web-2'])), 'web-3');
    assert.equal(proposeName(`sha256:${'a'.repeat(64)}`, new Set()), 'container');
    assert.equal(proposeName('a', new Set()), 'container');
  });

  it('counts on from a name that is taken, and takes no number for its own that is a part of it', () => {
    const next = (name: string, reference: string, ...taken: string[]) => nextName(name, reference, new Set(taken));
    assert.equal(next('web', 'team/web:1', 'web'), 'web-2');
    assert.equal(next('web-2', 'team/web:1', 'web', 'web-2'), 'web-3');
    // What was counted from is gone.
    assert.equal(next('web-2', 'team/web:1', 'web-2'), 'web');
    assert.equal(next('front-2', 'team/web:1', 'front', 'front-2'), 'front-3');
    assert.equal(next('pg-16', 'postgres:16', 'pg-16'), 'pg-16-2');
    assert.equal(next('pg-16-2', 'postgres:16', 'pg-16', 'pg-16-2'), 'pg-16-3');
    assert.equal(next('pg-16', 'postgres:16'), 'pg-16');
    assert.equal(next('deadbeef1234', 'web', 'deadbeef1234'), 'deadbeef1234-2');
  });
});
