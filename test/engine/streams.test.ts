import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { hostname } from 'node:os';
import {
  baseImage,
  dockerHost,
  type EngineUnderTest,
  engineUnderTest,
  folderWith,
  outputOf,
  uniqueName,
} from './engine-under-test.ts';

const size = { columns: 91, rows: 23 };

/** What the engine answers to JSON that is posted. */
function post(path: string, body: unknown): Promise<{ readonly Id: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const sent = request({ socketPath: dockerHost().replace('unix://', ''), method: 'POST', path, headers });
    sent.once('error', reject).once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.once('end', () => resolve(text.startsWith('{') ? JSON.parse(text) : { Id: '' }));
    });
    sent.end(JSON.stringify(body));
  });
}

describe('streams of a real engine', () => {
  let test: EngineUnderTest;
  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());

  describe('attached to a terminal', () => {
    const shell = () => test.run({ tty: true, openStdin: true, command: ['sh'] });

    it('has its size, takes keys, and keeps wide characters whole', async () => {
      const stream = await test.engine.containers.attach(await shell(), size);
      const output = outputOf(stream);
      stream.write('stty size; echo wide-漢字-🚢\r');
      await output.has('23 91');
      await output.has(/\nwide-漢字-🚢/);
      await stream.resize(50, 10);
      stream.write('stty size\r');
      await output.has('10 50');
      await stream.close();
    });

    it('interrupts with ctrl-c', async () => {
      const stream = await test.engine.containers.attach(await shell(), size);
      const output = outputOf(stream);
      // The trap is set before it says so: wherever in the loop the key arrives, it is obeyed.
      stream.write(
        `sh -c 'trap "echo caught-$((40+2)); exit" INT; echo begun-$((40+2)); while :; do sleep 0.05; done'\r`,
      );
      await output.has('begun-42');
      stream.write('\x03');
      await output.has('caught-42');
      stream.write('echo still-$((40+2))\r');
      await output.has('still-42');
      await stream.close();
    });

    it('waits while a listener does, and goes on after', async () => {
      const id = await test.run({
        tty: true,
        command: ['sh', '-c', 'i=0; while :; do i=$((i+1)); echo "line-$i"; done'],
      });
      const stream = await test.engine.containers.attach(id, size);
      let characters = 0;
      const waits: (() => void)[] = [];
      let isHeldBack = true;
      const first = new Promise<void>((begun) => {
        stream.onOutput((text) => {
          characters += text.length;
          begun();
          return isHeldBack ? new Promise((resolve) => waits.push(resolve)) : undefined;
        });
      });
      await first;
      const before = characters;
      // Another request takes its time: what is not held back would come meanwhile.
      for (let request = 0; request < 20; request++) await test.engine.containers.inspect(id);
      assert.equal(characters, before);
      const more = new Promise<void>((resolve) => stream.onOutput(() => resolve() as undefined));
      isHeldBack = false;
      for (const goOn of waits) goOn();
      await more;
      assert.ok(characters > before);
      await stream.close();
      assert.deepEqual(await stream.ended, { how: 'detached' });
    });

    it('is left by its keys, and joined again', async () => {
      const id = await shell();
      const stream = await test.engine.containers.attach(id, size);
      stream.write('\x10');
      stream.write('\x11');
      assert.deepEqual(await stream.ended, { how: 'detached' });
      assert.equal((await test.engine.containers.inspect(id)).running, true);
      const again = await test.engine.containers.attach(id, size);
      again.write('exit 7\r');
      assert.deepEqual(await again.ended, { how: 'exited', exitCode: 7 });
    });

    it('goes on when it is left by closing', async () => {
      const id = await shell();
      const stream = await test.engine.containers.attach(id, size);
      await stream.close();
      assert.deepEqual(await stream.ended, { how: 'detached' });
      assert.equal((await test.engine.containers.inspect(id)).running, true);
    });
  });

  describe('attached without a terminal', () => {
    it('tells stdout from stderr, takes input, and knows the exit code', async () => {
      const command = ['sh', '-c', 'read x; echo "out-$x"; echo "err-$x" >&2; exit 3'];
      const stream = await test.engine.containers.attach(await test.run({ openStdin: true, command }), undefined);
      const output = outputOf(stream);
      stream.write('漢字\n');
      assert.deepEqual(await stream.ended, { how: 'exited', exitCode: 3 });
      assert.equal(output.state.stdout, 'out-漢字\n');
      assert.equal(output.state.stderr, 'err-漢字\n');
    });

    it('keeps what came before anybody listened', async () => {
      const command = ['sh', '-c', 'read x; echo early; read y'];
      const stream = await test.engine.containers.attach(await test.run({ openStdin: true, command }), undefined);
      stream.write('\n\n');
      assert.equal((await stream.ended).how, 'exited');
      assert.equal(outputOf(stream).state.all, 'early\n');
    });

    it('ends with a container that is killed', async () => {
      const id = await test.run();
      const stream = await test.engine.containers.attach(id, undefined);
      await test.engine.containers.remove(id, { force: true });
      assert.deepEqual(await stream.ended, { how: 'exited', exitCode: 137 });
    });
  });

  it('refuses to attach to what does not run', async () => {
    const id = await test.create();
    await assert.rejects(test.engine.containers.attach(id, size), { kind: 'conflict', message: /not running/ });
    await assert.rejects(test.engine.containers.exec(id, { command: ['sh'] }, size), { kind: 'conflict' });
    await assert.rejects(test.engine.containers.shells(id), { kind: 'conflict' });
  });

  describe('a shell in a container', () => {
    const processes = async (id: string) => {
      const stream = await test.engine.containers.exec(id, { command: ['ps'] }, undefined);
      const output = outputOf(stream);
      await stream.ended;
      return output.state.all;
    };

    it('has its size, can be resized, and knows its exit code', async () => {
      const stream = await test.engine.containers.exec(await test.run(), { command: ['sh'] }, size);
      const output = outputOf(stream);
      // The shell may be there before its terminal has its size.
      stream.write('until [ "$(stty size)" = "23 91" ]; do :; done; echo sized-$((40+2))\r');
      await output.has('sized-42');
      await stream.resize(60, 12);
      stream.write('stty size; echo wide-漢字\r');
      await output.has('12 60');
      await output.has(/\nwide-漢字/);
      stream.write('exit 9\r');
      assert.deepEqual(await stream.ended, { how: 'exited', exitCode: 9 });
    });

    it('takes ctrl-p ctrl-q as keys like others', async () => {
      const stream = await test.engine.containers.exec(await test.run(), { command: ['sh'] }, size);
      const output = outputOf(stream);
      stream.write('\x10\x11');
      stream.write('\x15echo alive-$((40+2))\r');
      await output.has('alive-42');
      await stream.close();
    });

    it('is ended when it is closed, with what runs in it', async () => {
      const id = await test.run();
      const stream = await test.engine.containers.exec(id, { command: ['sh'] }, size);
      const output = outputOf(stream);
      stream.write('echo begun; trap "" INT; sleep 4321\r');
      await output.has(/\nbegun/);
      assert.match(await processes(id), /sleep 4321/);
      await stream.close();
      const left = await processes(id);
      assert.doesNotMatch(left, /sleep 4321/);
      assert.doesNotMatch(left, / sh$/m);
    });

    it('ends what an editor that was killed has left behind, and nothing else', async () => {
      const id = await test.run();
      const killed = spawnSync('true').pid;
      const began = async (owner: string, seconds: number) => {
        const create = {
          Tty: true,
          Env: [`LONGSHORE_TERMINAL=${owner}/${randomUUID()}`],
          Cmd: ['sh', '-c', `echo; sleep ${seconds}`],
        };
        const { Id } = await post(`/containers/${id}/exec`, create);
        await post(`/exec/${Id}/start`, { Detach: true, Tty: true });
      };
      await began(`${hostname()}/${killed}`, 4321);
      await began(`${hostname()}/${process.pid}`, 4322);
      await began('another-machine/1', 4323);
      const stream = await test.engine.containers.exec(id, { command: ['sh'] }, size);
      while (/sleep 4321/.test(await processes(id)));
      assert.match(await processes(id), /sleep 4322[\s\S]*sleep 4323/);
      await stream.close();
    });

    it('says when the program is not there', async () => {
      const stream = await test.engine.containers.exec(await test.run(), { command: ['longshore-nope'] }, undefined);
      const output = outputOf(stream);
      assert.deepEqual(await stream.ended, { how: 'not-started' });
      assert.match(output.state.all, /longshore-nope/);
    });
  });

  it('finds the shells that a container has', async () => {
    const found = await test.engine.containers.shells(await test.run());
    assert.deepEqual(
      found.map((shell) => shell.replace(/^.*\//, '')),
      ['ash', 'sh'],
    );
  });

  it('finds no shell in an image that has none', async () => {
    const { folder, remove } = folderWith({
      Dockerfile: `FROM ${baseImage} AS base\nFROM scratch\nCOPY --from=base /bin/busybox /sleep\n`,
    });
    try {
      const name = `${uniqueName()}:1`;
      await test.engine.build({ contextFolder: folder, dockerfile: `${folder}/Dockerfile`, tags: [name] }, () => {});
      test.owns(name);
      const id = await test.run({ image: name, command: ['/sleep', '1000'] });
      assert.deepEqual(await test.engine.containers.shells(id), []);
    } finally {
      remove();
    }
  });

  describe('a log', () => {
    it('is followed to the end of its container', async () => {
      const id = await test.run({ command: ['sh', '-c', 'echo one; echo two >&2; sleep 0.2; echo 漢字'] });
      const heard = { stdout: '', stderr: '' };
      await test.engine.containers.followLogs(
        id,
        { tail: 'all' },
        (text, from) => {
          heard[from] += text;
        },
        new AbortController().signal,
      );
      assert.deepEqual(heard, { stdout: 'one\n漢字\n', stderr: 'two\n' });
    });

    it('begins with as many lines as asked for, and ends when it is aborted', async () => {
      const id = await test.run({ tty: true, command: ['sh', '-c', 'seq 100; echo end; sleep 1000'] });
      const ready = new AbortController();
      await test.engine.containers.followLogs(
        id,
        { tail: 'all' },
        (text) => {
          if (text.includes('end')) ready.abort();
        },
        ready.signal,
      );
      let heard = '';
      const enough = new AbortController();
      await test.engine.containers.followLogs(
        id,
        { tail: 2 },
        (text) => {
          heard += text;
          if (heard.includes('end')) enough.abort();
        },
        enough.signal,
      );
      assert.equal(heard, '100\r\nend\r\n');
    });

    it('waits for its reader', async () => {
      // It lives on: 20.10 cuts the log of a container that ends while it is followed.
      const id = await test.run({ command: ['sh', '-c', 'seq 20000; sleep 1000'] });
      const enough = new AbortController();
      let busy = false;
      let text = '';
      await test.engine.containers.followLogs(
        id,
        { tail: 'all' },
        async (piece) => {
          assert.equal(busy, false);
          busy = true;
          await new Promise(setImmediate);
          text += piece;
          busy = false;
          if (text.endsWith('\n20000\n')) enough.abort();
        },
        enough.signal,
      );
      assert.equal(text, Array.from({ length: 20_000 }, (_, index) => `${index + 1}\n`).join(''));
    });

    it('says when its container is not there', async () => {
      const nobody = test.engine.containers.followLogs('nope', { tail: 1 }, () => {}, new AbortController().signal);
      await assert.rejects(nobody, { kind: 'not-found' });
    });
  });
});
