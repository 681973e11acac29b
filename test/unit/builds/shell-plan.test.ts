// The state of a build at a line as a Dockerfile of its own, and what stands ready at the prompt of its shell.
import assert from 'node:assert/strict';
import { cacheEmpty, instructionAt, secretMissing, shellPlan, sshMissing } from '../../../src/builds/shell-plan.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

function planAt(text: string, line: number, where: 'before' | 'after' = 'before', args?: Record<string, string>) {
  const document = parseDockerfile(text);
  const instruction = instructionAt(document, line) ?? assert.fail('no instruction');
  return shellPlan(document, { instruction, where }, args);
}

describe('the plan of a shell at a line', () => {
  const text = 'FROM a AS one\nRUN x\nFROM b\nARG V=1\nENV E=$V-e\nRUN a && \\\n  b\nRUN c\n';

  it('keeps all above as it is, and nothing below', () => {
    assert.equal(planAt(text, 5).text, 'FROM a AS one\nRUN x\nFROM b\nARG V=1\nENV E=$V-e\n');
    assert.equal(planAt(text, 6, 'after').text, text.slice(0, text.indexOf('RUN c')));
    assert.equal(planAt(text, 0).text, 'FROM a AS one\n');
  });

  it('has the command as one line, and the arguments', () => {
    const plan = planAt(text, 6, 'before', { V: '2' });
    assert.equal(plan.command, 'a && b');
    assert.deepEqual(plan.environment, ['V=2', 'E=2-e']);
    assert.equal(planAt(text, 6, 'after').command, undefined);
    assert.equal(planAt('FROM a\nRUN ["echo", "a b", "it\'s"]\n', 1).command, "echo 'a b' 'it'\\''s'");
    assert.equal(planAt('FROM a\nCOPY a b\n', 1).command, undefined);
  });

  it('lets no character of a Dockerfile act at the prompt', () => {
    const { command = '' } = planAt('FROM a\nRUN echo \t\u001b[A\u0003 x\u0085\ry\n', 1);
    assert.doesNotMatch(command, /\p{Cc}/u);
  });

  it('gives mounts where it can, and names them where not', () => {
    const plan = planAt(
      'FROM a\nARG D=/d\nRUN --mount=target=$D --mount=type=bind,from=x,src=/s,dst=/t --mount=type=cache,target=/c --mount=type=tmpfs,target=/m --mount=type=secret,id=npm --mount=type=ssh --network=none y\n',
      2,
    );
    assert.match(plan.text, /\nCOPY \["\.","\/d"\]\nCOPY --from=x \["\/s","\/t"\]\n$/);
    assert.deepEqual(plan.emptyFolders, ['/c', '/m']);
    assert.equal(plan.network, 'none');
    assert.deepEqual(plan.secrets, [{ id: 'npm', target: '/run/secrets/npm', mode: 0o400, owner: 0, group: 0 }]);
    assert.deepEqual(plan.remarks, [cacheEmpty('/c'), sshMissing]);
  });

  it('knows where a step reads its secrets, and which it gets as variables alone', () => {
    const plan = planAt(
      'FROM a\nRUN --mount=type=secret,target=/root/.npmrc,mode=0440,uid=1000,gid=7 --mount=type=secret,id=v,env=V --mount=type=secret,id=up,target=/a/../b x\n',
      1,
    );
    assert.deepEqual(plan.secrets, [{ id: '.npmrc', target: '/root/.npmrc', mode: 0o440, owner: 1000, group: 7 }]);
    assert.deepEqual(plan.remarks, [secretMissing('v'), secretMissing('up')]);
  });

  it('puts heredocs into a script, alone and as input', () => {
    const alone = planAt('FROM a\nRUN <<-EOF\n\tone\n\ttwo\nEOF\n', 1);
    assert.equal(alone.text, 'FROM a\n');
    assert.equal(alone.script, 'one\ntwo\n');
    assert.equal(alone.command, 'sh /longshore-step.sh');
    const input = planAt('FROM a\nRUN python3 <<EOF\nprint(1)\nEOF\n', 1);
    assert.equal(input.script, 'python3 <<EOF\nprint(1)\nEOF\n');
  });

  it('knows the instruction of each of its lines', () => {
    const document = parseDockerfile(`# x\n${text}`);
    assert.equal(instructionAt(document, 0), undefined);
    assert.equal(instructionAt(document, 7)?.rest.text.replace(/\s+/g, ' '), 'a && b');
  });
});
