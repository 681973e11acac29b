// What poses as an engine may answer anything. Lists show what can be used, or say why not; nothing throws a TypeError, and
// nothing grows without end.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listSentences } from '../../../src/engine/dockerode/answered-list.ts';
import { createEngine } from '../../../src/engine/dockerode/client.ts';
import { lineSentences } from '../../../src/engine/dockerode/json-lines.ts';
import { pageSentences, remedies } from '../../../src/engine/dockerode/proxy-page.ts';
import { resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { isEngineError } from '../../../src/errors.ts';
import { visibleLines, visibleText } from '../../../src/visible-text.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('a hostile engine', () => {
  let server: Server;
  let engine: Engine;
  let answer: Answer;

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    engine = createEngine(
      resolveEndpoint({ env: { DOCKER_HOST: `tcp://127.0.0.1:${port}` }, dockerConfigFolder: '/nonexistent' }),
    );
  });
  afterEach(() => {
    engine.close();
    server.closeAllConnections();
    server.close();
  });

  const says =
    (body: string, { status = 200, type = 'application/json' } = {}): Answer =>
    (_request, response) => {
      response.writeHead(status, { 'Content-Type': type });
      response.end(body);
    };
  const lists: readonly [name: string, list: () => Promise<readonly unknown[]>][] = [
    ['containers', () => engine.containers.list()],
    ['images', () => engine.images.list()],
    ['volumes', () => engine.volumes.list()],
    ['networks', () => engine.networks.list()],
  ];

  const nonsense: readonly [name: string, answer: Answer][] = [
    ['a page', says('<html><body>Sign in</body></html>', { type: 'text/html' })],
    ['half an answer', says('[{"Id": "a", "Na')],
    ['nothing', says('')],
    ['a text', says('"hello"')],
    ['a number', says('42')],
    ['a gateway that fails', says('<html>502 Bad Gateway</html>', { status: 502, type: 'text/html' })],
    ['a proxy that forbids', says('<html>Forbidden by policy</html>', { status: 403, type: 'text/html' })],
  ];
  for (const [name, given] of nonsense) {
    it(`that answers ${name} is told as such`, async () => {
      answer = given;
      for (const [what, list] of lists) {
        await assert.rejects(list(), (error) => {
          assert.ok(isEngineError(error), `${what}: ${error}`);
          assert.doesNotMatch(error.message, /is not a function|undefined|Unexpected|<html/);
          return true;
        });
      }
    });
  }

  it('that is a proxy is told from an engine', async () => {
    answer = says('<html></html>', { status: 502, type: 'text/html' });
    await assert.rejects(engine.containers.list(), {
      kind: 'unreachable',
      message: [pageSentences.webPage(engine.address, '502 (Bad Gateway)'), remedies[502]].join(' '),
    });
    answer = says('<html></html>', { status: 403, type: 'text/html' });
    await assert.rejects(engine.containers.list(), {
      kind: 'permission-denied',
      message: [pageSentences.webPage(engine.address, '403 (Forbidden)'), remedies[403]].join(' '),
    });
  });

  it('that answers an object where a list belongs is told as such', async () => {
    answer = says('{}');
    await assert.rejects(engine.containers.list(), {
      kind: 'failed',
      message: listSentences.noList(engine.address, 'containers'),
    });
    await assert.rejects(engine.images.list(), {
      kind: 'failed',
      message: listSentences.noList(engine.address, 'images'),
    });
  });

  it('may list nulls, the same thing twice, and fields of any kind', async () => {
    const odd = {
      Id: 'a',
      Name: 'a',
      Names: 5,
      Labels: 'x',
      Ports: [null],
      Mounts: {},
      RepoTags: 7,
      Created: 'x',
      State: 3,
    };
    const list = JSON.stringify([null, 3, 'x', {}, { Id: null }, odd, odd, { ...odd, Id: 'b', Name: 'b' }]);
    answer = ({ url }, response) =>
      says(url?.startsWith('/volumes') ? `{"Volumes":${list}}` : list)({} as IncomingMessage, response);
    for (const [what, read] of lists) assert.equal((await read()).length, 2, what);
  });

  it('may answer null for an empty list', async () => {
    answer = says('null');
    for (const [what, read] of lists) assert.deepEqual(await read(), [], what);
  });

  it('is left when it sends events without an end', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const piece = 'x'.repeat(1024 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(piece));
        response.once('drain', more);
      };
      more();
    };
    const following = engine.events(
      () => assert.fail(),
      () => {},
      new AbortController().signal,
    );
    await assert.rejects(following, { kind: 'failed', message: lineSentences.unreadable(lineSentences.tooLong()) });
  });

  it('may send events that are none', async () => {
    const heard: string[] = [];
    answer = says('null\n42\n{}\n{"Type":"container","Action":"start","Actor":null}\nnot json\n');
    const following = engine.events(
      ({ action }) => heard.push(action),
      () => {},
      new AbortController().signal,
    );
    await assert.rejects(following, { kind: 'failed', message: lineSentences.unreadable(lineSentences.noJson()) });
    assert.deepEqual(heard, ['start']);
  });
});

describe('text of strangers', () => {
  it('turns nothing around and hides nothing', () => {
    assert.equal(visibleText('web\u202egnp.exe\u2066\u0000\u001b[31m'), 'web�gnp.exe���[31m');
    assert.equal(visibleText('컨테이너 مرحبا שלום 🚢'), '컨테이너 مرحبا שלום 🚢');
    assert.equal(visibleLines('one\ntwo\u202e'), 'one\ntwo�');
  });
});
