import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../src/dockerfile/document.ts';
import { exposedPorts } from '../../../src/dockerfile/exposed-ports.ts';
import { lenses } from '../../../src/dockerfile/lenses.ts';

const shown = (text: string) =>
  lenses(parseDockerfile(text)).map(
    ({ range, action }) => `${range.start.line}:${action.verb}${action.stage ? ` ${action.stage}` : ''}`,
  );

describe('lenses', () => {
  it('are at the first FROM', () => {
    assert.deepEqual(shown('# a\nARG A\nFROM x AS only\nRUN a\n'), ['2:build', '2:buildAndRun', '2:run', '2:push']);
  });
  it('are at each named stage where there are several', () => {
    assert.deepEqual(shown('FROM x AS a\nFROM y\nFROM z AS C\nFROM w AS $V\nFROM a AS d\n'), [
      '0:build',
      '0:buildAndRun',
      '0:run',
      '0:push',
      '0:build a',
      '2:build C',
      '4:build d',
    ]);
  });
  it('are not there without a stage', () => assert.deepEqual(shown('# FROM x\nRUN a\n'), []));
});

describe('exposedPorts', () => {
  const ports = (text: string) =>
    exposedPorts(parseDockerfile(text)).map(({ port, protocol }) => `${port}/${protocol}`);
  it('are those of the final stage and what it starts from', () => {
    assert.deepEqual(ports('FROM x AS a\nEXPOSE 80\nFROM y\nEXPOSE 1\nFROM a\nEXPOSE 443/tcp 53/UDP 80\n'), [
      '80/tcp',
      '443/tcp',
      '53/udp',
    ]);
  });
  it('leave out what is no port, or not known', () => {
    assert.deepEqual(ports('FROM x\nEXPOSE 0 99999 a $P 8000-8010 1.2.3.4:80:80 7\n'), ['7/tcp']);
    assert.deepEqual(ports('EXPOSE 80\n'), []);
  });
});
