import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProtobuf } from '../../../../src/engine/buildkit/protobuf.ts';
import { putVarint, varintLength, writeProtobuf } from '../../../../src/engine/buildkit/protobuf-writer.ts';
import { frame, frameReader } from '../../../../src/engine/buildkit/session/grpc-frames.ts';
import { GrpcError, unary } from '../../../../src/engine/buildkit/session/grpc-server.ts';
import { healthMethods } from '../../../../src/engine/buildkit/session/health.ts';
import { registryLoginMethods } from '../../../../src/engine/buildkit/session/registry-login.ts';
import { secretMethods } from '../../../../src/engine/buildkit/session/secrets.ts';
import { sshForwardMethods } from '../../../../src/engine/buildkit/session/ssh-forward.ts';
import { answerOf, type SessionClient, sessionClient } from './session-client.ts';

const textOf = (message: Buffer | undefined) =>
  [...readProtobuf(message ?? Buffer.alloc(0))].map(({ number, value }) => [
    number,
    typeof value === 'number' ? value : Buffer.from(value).toString('utf8'),
  ]);

describe('the methods of a build’s session', () => {
  let client: SessionClient;
  afterEach(() => client.close());

  it('say that it lives', async () => {
    client = await sessionClient(healthMethods());
    const { status, messages } = await client.call('/grpc.health.v1.Health/Check', writeProtobuf());
    assert.deepEqual([status, textOf(messages[0])], [0, [[1, 1]]]);
  });

  it('are no others than were announced', async () => {
    client = await sessionClient([]);
    const { status, messages } = await client.call('/moby.filesync.v1.Auth/FetchToken', writeProtobuf());
    assert.deepEqual([status, messages.length], [12, 0]);
  });

  it('give each registry its own login', async () => {
    const asked: string[] = [];
    const methods = registryLoginMethods(async (host) => {
      asked.push(host);
      if (host === 'docker.io') return { kind: 'password', username: 'me', password: 'pässword' };
      return host === 'ghcr.io' ? { kind: 'identity-token', identityToken: 'a token' } : undefined;
    });
    client = await sessionClient(methods);
    const login = async (host: string) => {
      const { messages } = await client.call('/moby.filesync.v1.Auth/Credentials', writeProtobuf([1, host]));
      return textOf(messages[0]);
    };
    assert.deepEqual(await login('registry-1.docker.io'), [
      [1, 'me'],
      [2, 'pässword'],
    ]);
    assert.deepEqual(await login('ghcr.io'), [[2, 'a token']]);
    assert.deepEqual(await login('evil.example'), []);
    assert.deepEqual(asked, ['docker.io', 'ghcr.io', 'evil.example']);
    const authority = await client.call('/moby.filesync.v1.Auth/GetTokenAuthority', writeProtobuf([1, 'ghcr.io']));
    assert.equal(authority.status, 14);
  });

  it('give secrets by id, of any bytes', async () => {
    const bytes = Buffer.from([0, 255, 10, 128]);
    client = await sessionClient(secretMethods(async (id) => (id === 'a' ? bytes : undefined)));
    const ask = (id: string) => client.call('/moby.buildkit.secrets.v1.Secrets/GetSecret', writeProtobuf([1, id]));
    const { messages } = await ask('a');
    assert.deepEqual(
      [...readProtobuf(messages[0] ?? Buffer.alloc(0))].map(({ value }) => value),
      [bytes],
    );
    const missing = await ask('漢');
    assert.deepEqual([missing.status, missing.message], [5, 'secret 漢 not found']);
  });

  it('carry bytes to an SSH agent and back, until either side ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    const path = join(folder, 'agent');
    const agent = createServer({ allowHalfOpen: true }, (socket) => {
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => agent.listen(path, resolve));
    try {
      client = await sessionClient(
        sshForwardMethods(
          new Map([
            ['default', path],
            ['gone', join(folder, 'gone')],
          ]),
        ),
      );
      const check = (id: string) => client.call('/moby.sshforward.v1.SSH/CheckAgent', writeProtobuf([1, id]));
      assert.equal((await check('')).status, 0);
      assert.deepEqual((await check('other')).message, 'unset ssh forward key other');

      const stream = client.open('/moby.sshforward.v1.SSH/ForwardAgent', { 'buildkit.ssh.id': 'default' });
      const question = Buffer.alloc(300_000, 'question');
      let back = 0;
      const answer = answerOf(stream, (message) => {
        for (const { value } of readProtobuf(message)) back += (value as Uint8Array).length;
        if (back === question.length) stream.end();
      });
      stream.write(frame(writeProtobuf([1, question])));
      assert.equal((await answer).status, 0);
      assert.equal(back, question.length);

      const gone = await client.call('/moby.sshforward.v1.SSH/ForwardAgent', writeProtobuf(), {
        'buildkit.ssh.id': 'gone',
      });
      assert.deepEqual([gone.status, gone.message], [14, 'The SSH agent does not answer (ENOENT).']);
    } finally {
      await new Promise((resolve) => agent.close(resolve));
      rmSync(folder, { recursive: true });
    }
    assert.ok(!existsSync(folder));
  });

  it('end when the engine ends the call, or the connection', async () => {
    let begun = () => {};
    const running = () =>
      new Promise<void>((resolve) => {
        begun = resolve;
      });
    const ends: unknown[] = [];
    const endless = unary(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            ends.push(signal.reason);
            reject(signal.reason);
          });
          begun();
        }),
    );
    client = await sessionClient([['/a/b', endless]]);
    for (const end of [(stream: { close(code: number): void }) => stream.close(8), () => void client.server.close()]) {
      const started = running();
      const stream = client.open('/a/b');
      stream.on('error', () => {});
      const closed = new Promise((resolve) => stream.once('close', resolve));
      stream.end(frame(writeProtobuf()));
      await started;
      end(stream);
      await closed;
    }
    await client.server.close();
    assert.equal(ends.length, 2);
    assert.ok(ends.every((reason) => reason instanceof GrpcError));
  });

  it('refuse what is no message, and survive it', async () => {
    client = await sessionClient(healthMethods());
    for (const bytes of [Buffer.from([1, 0, 0, 0, 0]), Buffer.from([0, 255, 255, 255, 255])]) {
      const stream = client.open('/grpc.health.v1.Health/Check');
      const closed = new Promise((resolve) => stream.on('error', () => {}).once('close', resolve));
      stream.end(bytes);
      await closed;
    }
    const empty = client.open('/grpc.health.v1.Health/Check');
    const answer = answerOf(empty);
    empty.end();
    assert.equal((await answer).status, 2);
    assert.equal((await client.call('/grpc.health.v1.Health/Check', writeProtobuf())).status, 0);
  });
});

describe('messages of a session', () => {
  it('come in pieces of any size', () => {
    const sent = [Buffer.alloc(0), Buffer.from('a'), Buffer.alloc(70_000, 'b')];
    const bytes = Buffer.concat(sent.map(frame));
    for (const size of [1, 3, 4096, bytes.length]) {
      const got: Buffer[] = [];
      const take = frameReader((message) => got.push(Buffer.from(message)));
      for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
      assert.deepEqual(got, sent);
    }
  });

  it('have numbers of any size', () => {
    const buffer = Buffer.alloc(10);
    for (const value of [0, 1, 127, 128, 2 ** 31 + 0o755, 2 ** 32, 2 ** 40 + 5, Number.MAX_SAFE_INTEGER]) {
      const length = putVarint(buffer, 0, value);
      assert.equal(length, varintLength(value));
      const as = Buffer.alloc(10);
      assert.equal(putVarint(as, 0, BigInt(value)), length);
      assert.deepEqual(as.subarray(0, length), buffer.subarray(0, length));
      assert.deepEqual([...readProtobuf(writeProtobuf([5, value]))], value === 0 ? [] : [{ number: 5, value }]);
    }
    // Before 1970.
    assert.equal(putVarint(buffer, 0, -1n), 10);
    assert.deepEqual([...buffer], [...Array(9).fill(255), 1]);
  });
});
