// A shell in the files as they are at a line: before and after it, in a step that failed, and where there is none.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { cacheEmpty, secretMissing, sshMissing } from '../../../src/builds/shell-plan.ts';
import { isCopiedFrom } from '../../../src/commands/building/busybox.ts';
import { noShellHere } from '../../../src/commands/building/shell-at-line.ts';
import { helperLabel, helperOwnerLabel } from '../../../src/engine/helper.ts';
import { ownerOfProcess } from '../../../src/engine/session-owner.ts';
import { UserError } from '../../../src/user-error.ts';
import type { ScriptedHost } from '../../support/scripted-host.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('a shell at a line of a Dockerfile', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const screenOf = (host: ScriptedHost) => host.terminals.at(-1)?.screen ?? assert.fail('no terminal was opened');
  const over = (host: ScriptedHost) => host.terminals.at(-1)?.done ?? assert.fail('no terminal was opened');
  /** All that shells leave behind: nothing. */
  async function nothingIsLeft(): Promise<void> {
    const images = await test.engine.images.list();
    assert.deepEqual(
      images.filter(({ tags, labels }) => labels[helperLabel] !== undefined || tags.some((tag) => /shell/.test(tag))),
      [],
    );
    await assert.rejects(test.engine.images.inspect('longshore-shell'), { kind: 'not-found' });
  }

  it('stands before and after a line, with its folder, user, variables and arguments', async () => {
    const { target } = test.project(
      `FROM ${baseImage}\nARG WHO=nobody\nENV WHERE="a b"\nWORKDIR /work\nRUN echo one > one\nUSER 1234\nRUN cat one app.txt\n`,
    );
    const { host, services } = test.person();
    await commands['longshore.dockerfile.shellBefore'](services, { ...target, line: 6 });
    const screen = screenOf(host);
    await screen.has('cat one app.txt');
    // It stands there, and has not run.
    assert.doesNotMatch(screen.text(), /such file/);
    screen.type('\x15echo "$(id -u) $(pwd) $WHO $WHERE $(cat one)."\r');
    await screen.has('1234 /work nobody a b one.');
    screen.type('exit\r');
    await over(host);

    await commands['longshore.dockerfile.shellBefore'](services, { ...target, line: 4 });
    await screenOf(host).has('echo one > one');
    screenOf(host).type('\x15ls; echo "done"\r');
    await screenOf(host).has('\r\ndone');
    assert.doesNotMatch(screenOf(host).text(), /\r\none\r\n/);
    screenOf(host).close();
    await over(host);

    await commands['longshore.dockerfile.shellAfter'](services, { ...target, line: 4 });
    await screenOf(host).has('/work # ');
    screenOf(host).type('cat one | tr o O\r');
    await screenOf(host).has('One');
    screenOf(host).type('exit\r');
    await over(host);
    await nothingIsLeft();
  });

  it('takes nothing out of the cache that a build had left there', async () => {
    const { target } = test.project(
      `FROM ${baseImage}\nWORKDIR /work\nCOPY app.txt .\nRUN cat app.txt > made\nRUN cat made > last\n`,
    );
    const { host, services } = test.person();
    await commands['longshore.dockerfile.build'](services, target);
    const kept = async () =>
      (await test.engine.buildCache.list()).filter(({ kind }) => kind === 'regular').map(({ id }) => id);
    const before = await kept();
    assert.ok(before.length > 0);
    for (const [line, command] of [
      [3, 'shellAfter'],
      [4, 'shellBefore'],
      [4, 'shellAfter'],
    ] as const) {
      await commands[`longshore.dockerfile.${command}`](services, { ...target, line });
      await screenOf(host).has('/work # ');
      screenOf(host).type('\x15exit\r');
      await over(host);
      const after = new Set(await kept());
      assert.deepEqual(
        before.filter((id) => !after.has(id)),
        [],
        `${command} ${line}`,
      );
    }
    await nothingIsLeft();
  });

  it('removes what a window left that died', async () => {
    const { target } = test.project(`FROM ${baseImage}\nRUN echo one > one\n`);
    const ended = spawnSync(process.execPath, ['--version']).pid;
    const left = 'longshore-shell:left';
    const labels = { [helperLabel]: 'shell at a line', [helperOwnerLabel]: ownerOfProcess(ended).name };
    const request = { contextFolder: dirname(target.dockerfile), dockerfile: target.dockerfile, tags: [left], labels };
    await test.engine.build(request, () => undefined);
    const other = 'longshore-shell:other';
    const ofOther = { ...labels, [helperOwnerLabel]: 'another machine/1' };
    await test.engine.build({ ...request, tags: [other], labels: ofOther }, () => undefined);
    try {
      const { host, services } = test.person();
      await commands['longshore.dockerfile.shellAfter'](services, { ...target, line: 1 });
      await screenOf(host).has('/ # ');
      await assert.rejects(test.engine.images.inspect(left), { kind: 'not-found' });
      assert.equal((await test.engine.images.inspect(other)).tags[0], other);
      screenOf(host).type('exit\r');
      await over(host);
    } finally {
      await test.engine.images.remove(other, { force: true });
    }
    await nothingIsLeft();
  });

  it('is offered where a build failed, with the mounts of the step', async () => {
    const { target } = test.project(
      `FROM ${baseImage} AS tools\nRUN mkdir /out && echo tool > /out/tool\nFROM ${baseImage}\nRUN --mount=type=bind,source=app.txt,target=/in/app.txt --mount=type=bind,from=tools,source=/out,target=/tools --mount=type=cache,target=/cache \\\n  cat /tools/tool && \\\n  exit 3\n`,
    );
    const { host, services } = test.person();
    const failure: unknown = await commands['longshore.dockerfile.build'](services, target).catch((error) => error);
    assert.ok(failure instanceof UserError, String(failure));
    await failure.also?.run();
    const screen = screenOf(host);
    await screen.has('cat /tools/tool && exit 3');
    assert.ok(screen.text().includes(cacheEmpty('/cache')), screen.text());
    screen.type('\x15echo "$(cat /tools/tool) $(ls /in /cache | wc -l)"; test -s /in/app.txt && echo "is"" there"\r');
    await screen.has('is there');
    assert.match(screen.text(), /\r\ntool \d/);
    screen.type('exit\r');
    await over(host);
    // The same from the list of builds.
    const [record] = services.builds.records;
    await commands['longshore.build.shell'](services, [
      { engine: record?.engine, kind: 'build', id: record?.id ?? assert.fail('no build') },
    ]);
    await screenOf(host).has('cat /tools/tool && exit 3');
    screenOf(host).close();
    await over(host);
    await nothingIsLeft();
  });

  it('has the secrets that are typed, and names those that are not', async () => {
    const { target } = test.project(
      `FROM ${baseImage}\nRUN --mount=type=secret,id=token --mount=type=secret,id=npmrc,target=/root/.npmrc,mode=0444 --mount=type=secret,id=key,env=KEY --mount=type=ssh \\\n  cat /run/secrets/token\n`,
    );
    const { host, services } = test.person([{ type: 'hunter2' }, { type: '' }]);
    await commands['longshore.dockerfile.shellBefore'](services, { ...target, line: 1 });
    const screen = screenOf(host);
    await screen.has('cat /run/secrets/token');
    for (const remark of [secretMissing('npmrc'), secretMissing('key'), sshMissing])
      assert.ok(screen.text().includes(remark), screen.text());
    for (const said of [secretMissing('token'), 'hunter2']) assert.ok(!screen.text().includes(said), screen.text());
    screen.type('\x15stat -c %a:%u /run/secrets/token; tr h H </run/secrets/token; ls /root/.npmrc\r');
    await screen.has('400:0\r\nHunter2');
    await screen.has('such file');
    screen.type('exit\r');
    await over(host);
    await nothingIsLeft();
  });

  it('has the lines of a heredoc in a script', async () => {
    const { target } = test.project(`FROM ${baseImage}\nRUN <<EOF\necho first\necho "second"\nEOF\n`);
    const { host, services } = test.person();
    await commands['longshore.dockerfile.shellBefore'](services, { ...target, line: 2 });
    await screenOf(host).has('sh /longshore-step.sh');
    screenOf(host).type('\r');
    await screenOf(host).has('first\r\nsecond\r\n');
    screenOf(host).close();
    await over(host);
    await nothingIsLeft();
  });

  it('says plainly where there is no shell, and leaves nothing', async () => {
    const { target } = test.project('FROM scratch\nCOPY app.txt /\n');
    const { host, services } = test.person();
    await commands['longshore.dockerfile.shellAfter'](services, { ...target, line: 1 });
    await over(host);
    assert.ok(screenOf(host).text().includes(noShellHere), screenOf(host).text());
    assert.equal(host.messages.at(-1)?.offers.length, 2);
    await nothingIsLeft();
  });

  it('has BusyBox for its shell where there is none, if that is wanted', async () => {
    const { target } = test.project('FROM scratch\nCOPY app.txt /only\nUSER 1234\nRUN ["/only", "a b"]\n');
    const offered = async (
      host: ScriptedHost,
      services: Parameters<(typeof commands)['longshore.dockerfile.build']>[0],
    ) => {
      await commands['longshore.dockerfile.shellBefore'](services, { ...target, line: 3 });
      await over(host);
      return host.messages.at(-1)?.offers.at(1) ?? assert.fail();
    };
    const before = (await test.engine.containers.list()).length;
    await test.engine.images.tag(baseImage, 'busybox:musl');
    try {
      const { host, services } = test.person([{ confirm: true }]);
      await (await offered(host, services)).run();
      assert.equal(host.confirmations[0]?.detail, isCopiedFrom('busybox:musl'));
      const screen = screenOf(host);
      // The step's command stands ready, as in any other shell.
      await screen.has("/only 'a b'");
      screen.type('\x15ls -A / | grep -c only; id -u; echo "$PATH" | tail -c 21; which ls\r');
      await screen.has('1\r\n1234\r\n:/.longshore-busybox\r\n/.longshore-busybox/ls');
      screen.type('exit\r');
      await over(host);
    } finally {
      await test.engine.images.remove('busybox:musl', { force: false });
    }
    await nothingIsLeft();
    assert.equal((await test.engine.containers.list()).length, before);
  });

  it('is not opened where nothing stands', async () => {
    const { target } = test.project(`# nothing\nFROM ${baseImage}\n`);
    const { services } = test.person();
    await assert.rejects(commands['longshore.dockerfile.shellBefore'](services, { ...target, line: 0 }), {
      kind: 'build-input',
    });
  });
});
