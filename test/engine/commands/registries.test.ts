// What a person does with registries, through the commands, against real registries and a real engine. All that they are
// told is searched for the passwords.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account as accountOf, withoutLogin } from '../../../src/commands/accounts/account.ts';
import { keptWords, loginSentences } from '../../../src/commands/accounts/log-in-and-out.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { pullSentences } from '../../../src/commands/images/pull.ts';
import { pushSentences } from '../../../src/commands/images/push.ts';
import { inEnvironment, inLabel, possibleToken, variableAt } from '../../../src/commands/images/secret-scan.ts';
import { noRegistries } from '../../../src/commands/registries/choose-registry.ts';
import { registryRunning } from '../../../src/commands/registries/commands.ts';
import { parseImageReference } from '../../../src/image-reference.ts';
import { makeAuthority, type TestAuthority } from '../../support/certificates.ts';
import { helperProgram } from '../../support/credential-helper-program.ts';
import { openFaultProxy } from '../../support/fault-proxy.ts';
import { type Registry, startRegistry } from '../../support/registry.ts';
import { account, passwordFile, secretsOf } from '../../support/registry-account.ts';
import { pushImage, pushList } from '../../support/registry-content.ts';
import { ensureRegistryImage } from '../../support/registry-image.ts';
import { startTokenServer } from '../../support/registry-token-server.ts';
import type { Answer, ScriptedHost } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { testRegistries } from '../../support/test-registries.ts';
import { folderWith, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

const wrongPassword = 'planted-wrong-1b2c';
const secrets = [...secretsOf(account), ...secretsOf({ ...account, password: wrongPassword })];
const inSecretStorage: Answer = { take: false };
const inTheClear: Answer = { take: true };
const loggingIn: Answer[] = [{ type: account.username }, { type: account.password }, inSecretStorage];

describe('the commands of registries', () => {
  let test: CommandsUnderTest;
  let file: ReturnType<typeof passwordFile>;
  let guarded: Registry;
  let open: Registry;
  const folders: string[] = [];

  before(async () => {
    test = await commandsUnderTest();
    file = passwordFile();
    guarded = await startRegistry({ auth: file.auth });
    open = await startRegistry();
  });
  after(async () => {
    await test.clean();
    await guarded.stop();
    await open.stop();
    file.remove();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-config-'));
    folders.push(folder);
    return folder;
  };

  type Registries = ReturnType<typeof testRegistries>;
  type Command = (services: ReturnType<CommandsUnderTest['person']>['services']) => Promise<void>;

  /** All that a person is told, by dialogs, messages, progress and errors. */
  const told = (host: ScriptedHost, more: unknown) =>
    JSON.stringify([
      ...[host.questions, host.lists, host.confirmations, host.messages, host.documents, host.copied],
      ...[host.editedLines, [...host.remembered], host.terminals.map(({ screen }) => screen.text()), more],
    ]);

  /** Does it as a person with these answers, who uses all of them and is told no secret. */
  async function does(
    registries: Registries,
    answers: readonly Answer[],
    command: Command,
    files: Parameters<CommandsUnderTest['person']>[1] = {},
  ): Promise<ScriptedHost> {
    const { host, services } = test.person(answers, files);
    const heard: unknown[] = [];
    const progress: typeof host.progress = (title, work) => {
      heard.push(title);
      return work((report) => void heard.push(report), new AbortController().signal);
    };
    try {
      await command({ ...services, host: { ...host, progress }, registries });
    } catch (error) {
      heard.push(String(error), error instanceof Error ? [error.stack, String(error.cause)] : []);
      throw error;
    } finally {
      const all = told(host, heard);
      for (const secret of secrets) assert.ok(!all.includes(secret), all);
    }
    assert.deepEqual(host.answers, []);
    return host;
  }
  const said = ({ messages }: ScriptedHost) => messages.map(({ text }) => text);

  async function loggedIn(registry: string): Promise<Registries> {
    const registries = testRegistries({ dockerConfigFolder: newFolder() });
    const credential = { kind: 'password', ...account } as const;
    await registries.credentials.save(registry, credential, { inTheClear: false });
    return registries;
  }

  describe('log in and out', () => {
    it('asks again after a refusal, keeps the password where one says, and forgets it', async () => {
      const dockerConfigFolder = newFolder();
      const registries = testRegistries({ dockerConfigFolder });
      const answers: Answer[] = [
        { take: '' },
        { type: `http://${guarded.host}/v2/` },
        { type: account.username },
        { type: wrongPassword },
        { type: 'proposed' },
        { type: account.password },
        inSecretStorage,
      ];
      const host = await does(registries, answers, commands['longshore.registry.logIn']);
      const prompts = host.questions.map(({ prompt }) => prompt);
      assert.deepEqual(
        prompts.map((prompt) => prompt === loginSentences.refused),
        [false, false, false, true, false],
      );
      assert.deepEqual(
        host.questions.map(({ secret }) => secret === true),
        [false, false, true, false, true],
      );
      const kept = keptWords({ kind: 'secret-store' });
      assert.deepEqual(said(host), [`${loginSentences.loggedIn(guarded.host, account.username)} ${kept}`]);
      assert.equal(existsSync(join(dockerConfigFolder, 'config.json')), false);
      assert.deepEqual(await registries.credentials.get(guarded.host), { kind: 'password', ...account });
      const row = () =>
        registries.listing.registries().find((each) => each.kind === 'registry' && each.registry === guarded.host);
      assert.ok(JSON.stringify(row()).includes(account.username));

      const leaving = await does(registries, [{ pick: guarded.host }], commands['longshore.registry.logOut']);
      assert.deepEqual(said(leaving), [loginSentences.loggedOut(guarded.host)]);
      assert.equal(await registries.credentials.get(guarded.host), undefined);
      assert.equal(row(), undefined);
      for (const secret of secrets) assert.ok(![...registries.secrets.values()].join().includes(secret));
      await assert.rejects(does(registries, [], commands['longshore.registry.logOut']), {
        message: noRegistries.loggedIn,
      });
    });

    it('writes into config.json only after saying that it stands there in the clear', async () => {
      const dockerConfigFolder = newFolder();
      const registries = testRegistries({ dockerConfigFolder });
      const logIn: Command = (services) => commands['longshore.registry.logIn'](services, [guarded.host]);
      const undecided = [...loggingIn.slice(0, 2), 'escape' as const];
      await assert.rejects(does(registries, undecided, logIn), Cancelled);
      assert.equal(await registries.credentials.get(guarded.host), undefined);

      const host = await does(registries, [...loggingIn.slice(0, 2), inTheClear], logIn);
      const path = join(dockerConfigFolder, 'config.json');
      const choice = host.lists.at(-1)?.choices.find(({ value }) => value === true);
      assert.equal(choice?.detail, loginSentences.readableIn(path));
      assert.ok(
        said(host)
          .join()
          .endsWith(keptWords({ kind: 'config-file', path })),
        said(host).join(),
      );
      const auth = Buffer.from(`${account.username}:${account.password}`).toString('base64');
      assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')).auths, { [guarded.host]: { auth } });
      assert.equal(registries.secrets.size, 0);
    });

    it('gives the password to the helper that Docker uses, without asking where', async () => {
      const dockerConfigFolder = newFolder();
      const helper = helperProgram('keep');
      try {
        writeFileSync(join(dockerConfigFolder, 'config.json'), JSON.stringify({ credsStore: 'keep' }));
        const registries = testRegistries({ dockerConfigFolder, env: helper.env });
        const host = await does(registries, loggingIn.slice(0, 2), (services) =>
          commands['longshore.registry.logIn'](services, [guarded.host]),
        );
        const [, name] =
          patternOf((helperName) => keptWords({ kind: 'helper', name: helperName })).exec(said(host).join()) ?? [];
        assert.match(String(name), /keep$/);
        assert.deepEqual(helper.stored(), {
          [guarded.host]: { Username: account.username, Secret: account.password },
        });
        await does(registries, [], (services) => commands['longshore.registry.logOut'](services, [guarded.host]));
        assert.deepEqual(helper.stored(), {});
      } finally {
        helper.remove();
      }
    });

    it('keeps an identity token in place of the password, from a registry behind TLS with a token server', async () => {
      const authority: TestAuthority = await makeAuthority();
      const { certFile, keyFile } = authority.server;
      const tokens = await startTokenServer(account, authority.server, authority.server);
      const registry = await startRegistry({
        auth: tokens.auth,
        http: { tls: { certificate: certFile, key: keyFile } },
      });
      const certificates = newFolder();
      for (const host of [registry.host, tokens.host]) {
        mkdirSync(join(certificates, host));
        symlinkSync(authority.caFile, join(certificates, host, 'ca.crt'));
      }
      tokens.givesIdentityTokens = true;
      try {
        const registries = testRegistries({ dockerConfigFolder: newFolder(), certificateFolders: [certificates] });
        await does(registries, loggingIn, (services) =>
          commands['longshore.registry.logIn'](services, [registry.host]),
        );
        const kept = await registries.credentials.get(registry.host);
        assert.equal(kept?.kind, 'identity-token');
        assert.deepEqual([...tokens.identityTokens], [kept.kind === 'identity-token' && kept.identityToken]);
        for (const secret of secrets) assert.ok(![...registries.secrets.values()].join().includes(secret));
        const reference = { registry: registry.host, repository: 'team/app', tag: undefined, digest: undefined };
        await assert.rejects(registries.client.tags(reference), { kind: 'image-not-found' });
        registries.client.close();
      } finally {
        await registry.stop();
        await tokens.close();
        authority.remove();
      }
    });

    it('keeps nothing of an account at a registry that is not there', async () => {
      const registries = testRegistries({ dockerConfigFolder: newFolder() });
      const gone = await startRegistry();
      await gone.stop();
      await assert.rejects(
        does(registries, loggingIn.slice(0, 2), (services) =>
          commands['longshore.registry.logIn'](services, [gone.host]),
        ),
        { kind: 'registry-unreachable' },
      );
      assert.equal(registries.secrets.size, 0);
    });
  });

  describe('pulls and pushes whose credentials cannot be read', () => {
    const broken: readonly (readonly [what: string, config: string, named: RegExp, script?: string])[] = [
      ['a helper that is missing', '{"credsStore":"is-not-there"}', /docker-credential-is-not-there/],
      ['a helper that fails', '{"credsStore":"keep"}', /docker-credential-keep/, 'process.exit(3)'],
      ['a helper that prints junk', '{"credsStore":"keep"}', /docker-credential-keep/, 'console.log("<html>")'],
      ['a config.json that is no JSON', '{"auths":', /config\.json/],
      ['an entry that is broken', 'ENTRY', /config\.json/],
    ];
    for (const [what, config, named, script] of broken) {
      it(`go on without any, as docker does, with one warning: ${what}`, async () => {
        const dockerConfigFolder = newFolder();
        const text = config === 'ENTRY' ? JSON.stringify({ auths: { [open.host]: { auth: 'bm9jb2xvbg==' } } }) : config;
        writeFileSync(join(dockerConfigFolder, 'config.json'), text);
        const helper = helperProgram('keep', script);
        try {
          const registries = testRegistries({ dockerConfigFolder, env: helper.env });
          const name = `${open.host}/team/${uniqueName()}:1`;
          test.owns(name);
          await test.engine.images.tag(await test.image(), name);
          const id = await test.idOf(name);
          const pushed = await does(registries, [{ type: name }], (services) =>
            commands['longshore.image.push'](services, [id]),
          );
          const pulled = await does(registries, [{ type: name }], (services) =>
            commands['longshore.image.pull'](services, []),
          );
          for (const host of [pushed, pulled]) {
            const [warning, done, ...more] = said(host);
            assert.match(String(warning), named);
            assert.equal(warning?.includes(open.host), config === 'ENTRY', warning);
            assert.ok(warning?.endsWith(withoutLogin), warning);
            assert.ok(done?.includes(name) && more.length === 0, said(host).join('\n'));
          }
        } finally {
          helper.remove();
        }
      });
    }

    it('take an empty config.json for one that says nothing', async () => {
      const dockerConfigFolder = newFolder();
      writeFileSync(join(dockerConfigFolder, 'config.json'), '\n');
      const person = test.person([]);
      const services = { ...person.services, registries: testRegistries({ dockerConfigFolder }) };
      assert.equal(await accountOf(services).credentials(open.host), undefined);
      assert.deepEqual(said(person.host), []);
    });
  });

  describe('push', () => {
    const push =
      (id: string): Command =>
      (services) =>
        commands['longshore.image.push'](services, [id]);
    const tagsOf = async (image: string) => (await test.engine.images.inspect(image)).tags;

    it('logs in first, makes the name, sends it, gives the digest, and proposes that name the next time', async () => {
      const registries = testRegistries({ dockerConfigFolder: newFolder() });
      const image = await test.image();
      const target = `${guarded.host}/${account.username}/${image}`;
      test.owns(target);
      const answers: Answer[] = [{ type: target }, { confirm: true }, ...loggingIn];
      const host = await does(registries, answers, push(await test.idOf(image)));
      assert.deepEqual(
        host.confirmations.map(({ detail }) => detail),
        [pushSentences.notLoggedIn(guarded.host)],
      );
      assert.equal(said(host).at(-1), pushSentences.pushed(target, guarded.host));
      await host.messages.at(-1)?.offers[0]?.run();
      const digest = await registries.client.digest(referenceOf(target));
      assert.deepEqual(host.copied, [`${target}@${digest}`]);

      const other = await test.image();
      const again = await does(registries, [{ type: 'proposed' }], push(await test.idOf(other)));
      const proposed = `${guarded.host}/${account.username}/${other}`;
      test.owns(proposed);
      assert.equal(said(again).at(-1), pushSentences.pushed(proposed, guarded.host));
      assert.deepEqual([...(await tagsOf(other))].sort(), [other, proposed].sort());
    });

    it('takes back the name that it made, where the account may not write', async () => {
      const authority = await makeAuthority();
      const tokens = await startTokenServer(account, authority.server);
      const registry = await startRegistry({ auth: tokens.auth });
      tokens.actions = ['pull'];
      try {
        const registries = await loggedIn(registry.host);
        const image = await test.image();
        const target = `${registry.host}/theirs/app:1`;
        const answers: Answer[] = [{ type: target }, { confirm: false }];
        await assert.rejects(does(registries, answers, push(await test.idOf(image))), Cancelled);
        assert.deepEqual(await tagsOf(image), [image]);
        const once: Answer[] = [{ type: target }, { confirm: true }, { type: 'proposed' }, ...loggingIn.slice(1)];
        await assert.rejects(does(registries, once, push(await test.idOf(image))), { kind: 'registry-denied' });
        assert.deepEqual(await tagsOf(image), [image]);
        registries.client.close();
      } finally {
        await registry.stop();
        await tokens.close();
        authority.remove();
      }
    });

    it('asks before it takes a name from another image, and gives it back if nothing was pushed', async () => {
      const registries = testRegistries({ dockerConfigFolder: newFolder() });
      const [one, other] = [await test.image(), await test.image()];
      const gone = await startRegistry();
      await gone.stop();
      const target = `${gone.host}/team/app:1`;
      await test.engine.images.tag(other, target);
      test.owns(target);
      await assert.rejects(
        does(registries, [{ type: target }, { confirm: false }], push(await test.idOf(one))),
        Cancelled,
      );
      await assert.rejects(does(registries, [{ type: target }, { confirm: true }], push(await test.idOf(one))), {
        kind: 'registry-unreachable',
      });
      assert.deepEqual([...(await tagsOf(other))].sort(), [other, target].sort());
      assert.deepEqual(await tagsOf(one), [one]);
    });

    it('asks first where something looks like a secret, and says where, not what', async () => {
      const registries = await loggedIn(guarded.host);
      const [secret, token] = ['planted-variable-9e1d', `ghp_${'a1B2'.repeat(9)}`];
      const image = await test.image([`ENV DB_PASSWORD=${secret}`, `LABEL note=${token}`]);
      const target = `${guarded.host}/team/${image}`;
      test.owns(target);
      const id = await test.idOf(image);
      const refusing: Answer[] = [{ type: target }, { confirm: false }];
      await assert.rejects(does(registries, refusing, push(id)), Cancelled);
      assert.deepEqual(await tagsOf(image), [image]);
      // The second time it was agreed to.
      const host = await does(registries, [{ type: target }, { confirm: true }, { type: target }], async (services) => {
        await push(id)(services);
        await push(id)(services);
      });
      assert.equal(host.confirmations.length, 1);
      const [{ detail } = { detail: '' }] = host.confirmations;
      assert.ok(detail.includes(variableAt('DB_PASSWORD', inEnvironment)), detail);
      assert.ok(patternOf((kind) => possibleToken(kind, inLabel('note'))).test(detail), detail);
      for (const value of [secret, token]) assert.ok(!told(host, []).includes(value));
      await assert.rejects(
        does(registries, [{ confirm: false }], (services) => commands['longshore.image.pushAll'](services, [target])),
        Cancelled,
      );
      const quiet: Command = (services) =>
        push(id)({ ...services, host: { ...services.host, scansForSecrets: () => false } });
      assert.deepEqual((await does(registries, [{ type: target }], quiet)).confirmations, []);
    });

    it('sends all tags of a repository at once', async () => {
      const registries = await loggedIn(guarded.host);
      const image = await test.image();
      const repository = `${guarded.host}/team/${uniqueName()}`;
      for (const tag of ['1', '1.0']) {
        await test.engine.images.tag(image, `${repository}:${tag}`);
        test.owns(`${repository}:${tag}`);
      }
      const [bare = ''] = await tagsOf(image).then((tags) => tags.filter((tag) => tag === image));
      await test.engine.images.remove(bare);
      const id = await test.idOf(`${repository}:1`);
      const host = await does(registries, [], (services) => commands['longshore.image.pushAll'](services, [id]));
      assert.deepEqual(said(host), [pushSentences.pushedTags(2, repository, guarded.host)]);
      const { items } = await registries.client.tags(referenceOf(repository));
      assert.deepEqual([...items].sort(), ['1', '1.0']);
    });
  });

  it('pulls and builds with the account', async () => {
    const path = `team/${uniqueName()}`;
    const reference = `${guarded.host}/${path}:1`;
    const pushed = await pushImage(guarded.host, path, '1', { layers: [Buffer.from(path)], account });
    test.owns(reference);
    const nobody = testRegistries({ dockerConfigFolder: newFolder() });
    const pull: Command = (services) => commands['longshore.registry.pull'](services, [reference]);
    await assert.rejects(does(nobody, [], pull), { kind: 'registry-denied' });
    const registries = await loggedIn(guarded.host);
    const host = await does(registries, [], pull);
    assert.deepEqual(said(host), [pullSentences.pulled(reference)]);
    assert.equal(await test.idOf(reference), test.idHere(pushed));

    await test.engine.images.remove(reference);
    const { folder, remove } = folderWith({ Dockerfile: `FROM ${reference}\nLABEL longshore.test=1\n` });
    try {
      const dockerfile = join(folder, 'Dockerfile');
      const building = await does(registries, [], (services) =>
        commands['longshore.dockerfile.build'](services, { dockerfile }),
      );
      assert.match(said(building).join(), /^Built /);
      test.owns(String(/^Built (\S+): /.exec(said(building).join())?.[1]));
    } finally {
      remove();
    }
  });

  describe('the view', () => {
    it('asks for what is opened, page by page, and for nothing ahead', async () => {
      const proxy = await openFaultProxy(open.host);
      const asked: string[] = [];
      proxy.choose = ({ url }) => {
        asked.push(url);
        return undefined;
      };
      const registries = testRegistries({ dockerConfigFolder: newFolder() });
      try {
        const path = `many/${uniqueName()}`;
        const first = await pushImage(open.host, path, 'v000', { layers: [Buffer.from(path)] });
        for (let number = 1; number < 130; number++)
          await pushList(open.host, path, `v${String(number).padStart(3, '0')}`, [first]);
        const { listing } = registries;
        await does(registries, [{ type: proxy.host }], commands['longshore.registry.add']);
        const name = `${proxy.host}/${path}`;
        asked.length = 0;
        assert.equal(listing.below(proxy.host), undefined);
        await Promise.all([listing.load(proxy.host), listing.load(proxy.host)]);
        assert.deepEqual(
          asked.map((url) => url.replace(/\?.*/, '')).filter((url) => url !== '/v2/'),
          ['/v2/_catalog'],
        );
        assert.ok(listing.below(proxy.host)?.some((entry) => entry.kind === 'repository' && entry.name === name));
        await listing.load(name);
        assert.deepEqual(
          [listing.below(name)?.length, listing.below(name)?.at(-1)],
          [101, { kind: 'more', of: name, shown: 100 }],
        );
        await does(registries, [], (services) => commands['longshore.registry.more'](services, [name]));
        assert.equal(listing.below(name)?.length, 130);
        assert.deepEqual(listing.below(name)?.at(-1), { kind: 'tag', reference: `${name}:v129` });
        assert.ok(
          asked.every((url) => !url.includes('/manifests/')),
          asked.join(),
        );
        await listing.load(`${name}:v129`);
        const [image] = listing.below(`${name}:v129`) ?? [];
        assert.ok(image?.kind === 'platform' && image.image.platform === 'linux/amd64' && image.image.size > 0);

        const before = asked.length;
        await listing.load(name);
        assert.equal(asked.length, before);
        await does(registries, [], (services) => commands['longshore.registry.refresh'](services, [name]));
        assert.equal(listing.below(name), undefined);
        await does(registries, [{ pick: proxy.host }], commands['longshore.registry.forget']);
        assert.ok(!JSON.stringify(listing.registries()).includes(proxy.host));
        await assert.rejects(does(registries, [], commands['longshore.registry.forget']), { kind: 'not-found' });
      } finally {
        registries.client.close();
        await proxy.close();
      }
    });

    it('takes no registry that does not answer, and says why nothing is below one', async () => {
      const registries = testRegistries({ dockerConfigFolder: newFolder() });
      const gone = await startRegistry();
      await does(registries, [{ type: gone.host }], commands['longshore.registry.add']);
      await does(registries, [{ type: guarded.host }], commands['longshore.registry.add']);
      await gone.stop();
      await assert.rejects(does(registries, [{ type: gone.host }], commands['longshore.registry.add']), {
        kind: 'registry-unreachable',
      });
      const { listing } = registries;
      for (const host of [gone.host, guarded.host]) await listing.load(host);
      const messageBelow = (host: string) => {
        const [entry] = listing.below(host) ?? [];
        return entry?.kind === 'problem' ? entry.message : '';
      };
      assert.ok(messageBelow(gone.host).includes(gone.host), messageBelow(gone.host));
      assert.match(messageBelow(guarded.host), /log in/i);
    });
  });

  it('searches the names of a registry that one chooses, and gives what is found to a pull or to FROM', async () => {
    const registries = testRegistries({ dockerConfigFolder: newFolder() });
    const path = `search/${uniqueName()}`;
    for (const tag of ['1.9', '1.10']) await pushImage(open.host, path, tag, { layers: [Buffer.from(path)] });
    test.owns(`${open.host}/${path}:1.10`);
    await registries.added.set([open.host]);
    const search = commands['longshore.image.search'];
    const found: Answer[] = [{ pick: open.host }, { type: path.slice(0, -2).toUpperCase() }, { pick: path }];
    const host = await does(registries, [...found, { pick: '1.10' }, { take: 'pull' }], search);
    assert.deepEqual(
      host.lists[2]?.choices.map(({ label }) => label),
      ['1.10', '1.9'],
    );
    assert.deepEqual(said(host), [pullSentences.pulled(`${open.host}/${path}:1.10`)]);
    const inFile = await does(
      registries,
      [{ type: '' }, { pick: path }, { pick: '1.9' }, { take: 'from' }],
      (services) => search(services, [open.host]),
      { active: '/Dockerfile', line: 'FROM node AS build' },
    );
    assert.deepEqual(inFile.editedLines, [`FROM ${open.host}/${path}:1.9 AS build`]);
    await assert.rejects(
      does(registries, [{ type: 'nobody-has-this' }], (services) => search(services, [open.host])),
      { kind: 'not-found', message: /nobody-has-this/ },
    );
    registries.client.close();
  });

  describe('a tag', () => {
    let name: string;
    let registries: Registries;
    before(async () => {
      name = `${open.host}/tags/${uniqueName()}`;
      const path = name.slice(open.host.length + 1);
      for (const tag of ['1', '1.0', '2'])
        await pushImage(open.host, path, tag, { layers: [Buffer.from(tag === '2' ? 'two' : 'one')] });
      registries = testRegistries({ dockerConfigFolder: newFolder() });
    });
    after(() => registries.client.close());

    it('gives its name and digest, and goes into FROM', async () => {
      const digest = await registries.client.digest(referenceOf(`${name}:1`));
      const host = await does(
        registries,
        [],
        async (services) => {
          await commands['longshore.registry.copyReference'](services, [`${name}:1`, 'docker.io/library/node:22']);
          await commands['longshore.registry.copyDigest'](services, [`${name}:1`]);
          await commands['longshore.registry.useInFrom'](services, ['docker.io/library/node:22']);
        },
        { line: 'FROM --platform=linux/amd64 alpine:3.20 AS base' },
      );
      assert.deepEqual(host.copied, [`${name}:1\nnode:22`, `${name}@${digest}`]);
      assert.deepEqual(host.editedLines, ['FROM --platform=linux/amd64 node:22 AS base']);
    });

    it('is deleted after a look at what goes with it, once for all names of one image', async () => {
      await registries.listing.load(name);
      const remove: Command = (services) =>
        commands['longshore.registry.deleteTag'](services, [`${name}:1`, `${name}:1.0`]);
      await assert.rejects(does(registries, [{ confirm: false }], remove), Cancelled);
      assert.equal((await registries.client.tags(referenceOf(name))).items.length, 3);
      const host = await does(registries, [{ confirm: true }], remove);
      assert.match(String(host.confirmations[0]?.detail), /all of its tags:\n\n1\n1\.0$/);
      assert.deepEqual((await registries.client.tags(referenceOf(name))).items, ['2']);
      await registries.listing.load(name);
      assert.deepEqual(registries.listing.below(name), [{ kind: 'tag', reference: `${name}:2` }]);
    });
  });

  it('starts a registry of one’s own, which is in the view and takes a push', async () => {
    if (await ensureRegistryImage(test.engine, 'registry:2')) test.owns('registry:2');
    test.ownsVolume('longshore-registry');
    const registries = testRegistries({ dockerConfigFolder: newFolder() });
    const host = await does(registries, [], commands['longshore.registry.start']);
    await test.container('longshore-registry');
    const address = String(patternOf(registryRunning).exec(said(host).join())?.[1]);
    assert.deepEqual(registries.added.get(), [address]);
    await assert.rejects(does(registries, [], commands['longshore.registry.start']), { kind: 'name-in-use' });
    const image = await test.image();
    const target = `${address}/${image}`;
    test.owns(target);
    const id = await test.idOf(image);
    const pushing = await does(registries, [{ type: 'proposed' }], (services) =>
      commands['longshore.image.push'](services, [id]),
    );
    assert.equal(said(pushing).at(-1), pushSentences.pushed(target, address));
    await registries.listing.load(address);
    assert.equal(registries.listing.below(address)?.length, 1);
    registries.client.close();
  });
});

function referenceOf(text: string) {
  const parsed = parseImageReference(text);
  assert.ok(parsed, text);
  return parsed;
}
