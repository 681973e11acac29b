// The table of options of `docker run`: what each takes and refuses, and what a pasted line makes of it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { flagsOf, runOptions, theOption } from '../../../../src/commands/options/index.ts';
import { dockerRunLine } from '../../../../src/commands/options/line.ts';
import { flagSentences } from '../../../../src/commands/options/line-flags.ts';
import { noSuchOption, parseRunLine, runLineSentences } from '../../../../src/commands/options/parse-line.ts';
import {
  completeRun,
  noFolderOpen,
  placeFailures,
  resolvePath,
  withFullPaths,
} from '../../../../src/commands/options/places.ts';
import { parsePublish } from '../../../../src/commands/options/publish.ts';
import { containerRequest } from '../../../../src/commands/options/request.ts';
import { formatDuration, formatSize, parseDuration, parseSize } from '../../../../src/commands/options/values.ts';
import { folderWith } from '../../../engine/engine-under-test.ts';
import { patternOf } from '../../../support/sentence-pattern.ts';

const known = { PWD: '/projects/shop', HOME: '/home/me' };

/** A pasted line that is right. */
function pasted(line: string) {
  const run = parseRunLine(line, known);
  assert.ok(!('wrong' in run), JSON.stringify(run));
  return run;
}

const bodyOf = (line: string) => containerRequest(pasted(line)).settings ?? {};

describe('the options of docker run', () => {
  it('are each there once', () => {
    const flags = runOptions.flatMap(flagsOf);
    assert.deepEqual([...new Set(flags)], flags);
  });

  it('take their own example', () => {
    for (const option of runOptions.filter(({ kind }) => kind !== 'switch')) {
      const flag = `--${option.name}`;
      const values = option.kind === 'many' ? option.example.match(/'[^']*'|"[^"]*"|\S+/g) : [`'${option.example}'`];
      const line = `docker run ${(values ?? []).map((value) => `${flag} ${value}`).join(' ')} app`;
      assert.deepEqual(pasted(line).leftOut, [], line);
    }
  });

  it('refuse what docker refuses, in a sentence', () => {
    const wrong: Record<string, string[]> = {
      publish: [
        '99999',
        'eighty',
        '80:80:80:80',
        '1.2.3:80:80',
        'localhost:80:80',
        '::x:80:80',
        '80/http',
        '-1',
        '9-8:80',
        '1-3:80-81',
        '[::1:80',
        '',
      ],
      volume: ['data', 'data:relative', ':/x', 'data:/x:rx', 'a b:/x', 'x:/y:ro:z'],
      env: ['=x', 'a b'],
      mount: ['type=bind', 'target', 'source=/a,target=/b,colour=red', '"type=bind'],
      network: ['name=', 'alias=x', 'name=a,ip=1.2.3', 'a b'],
      gpus: ['some', 'count=x', 'colour=red'],
      memory: ['big', '1x', '-5'],
      'memory-swap': ['-2'],
      cpus: ['two', '-1'],
      restart: ['sometimes', 'always:3', 'on-failure:x'],
      ulimit: ['nofile', 'nofile=x'],
      'health-interval': ['5', 'soon'],
      'add-host': ['db', 'db:nowhere'],
      'cap-add': ['NET ADMIN'],
      device: ['null', '/dev/null:x'],
      'security-opt': ['unconfined'],
      dns: ['one.one'],
      ip: ['300.1.1.1'],
      ip6: ['1.2.3.4'],
      'mac-address': ['02:42'],
      expose: ['0', '80/http', '9-8'],
      workdir: ['app'],
      platform: ['linux/'],
      pull: ['often'],
      tmpfs: ['run'],
      'log-opt': ['max-size'],
      sysctl: ['net'],
      'pids-limit': ['-2', '1.5'],
      'oom-score-adj': ['2000'],
      'device-read-bps': ['/dev/sda', '/dev/sda:x'],
      'stop-signal': ['SIG INT'],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        assert.match(String(theOption(name).wrong?.(value)), /\.$/, `${name}: ${value}`);
      }
    }
  });

  it('read ports as docker does', () => {
    const ports = (text: string) => {
      const read = parsePublish(text);
      assert.ok(!('wrong' in read), text);
      return read.map(
        ({ address, hostPort, containerPort, protocol }) => `${address}|${hostPort}|${containerPort}/${protocol}`,
      );
    };
    assert.deepEqual(ports('80'), ['||80/tcp']);
    assert.deepEqual(ports('8080:80/UDP'), ['|8080|80/udp']);
    assert.deepEqual(ports('127.0.0.1::80'), ['127.0.0.1||80/tcp']);
    assert.deepEqual(ports('[::1]:8080:80/sctp'), ['::1|8080|80/sctp']);
    assert.deepEqual(ports('::1:8080:80'), ['::1|8080|80/tcp']);
    assert.deepEqual(ports('fd00::2::80/udp'), ['fd00::2||80/udp']);
    assert.deepEqual(ports('8000-8001:80-81'), ['|8000|80/tcp', '|8001|81/tcp']);
    assert.deepEqual(ports('8000-8010:80'), ['|8000-8010|80/tcp']);
    assert.deepEqual(ports('0:80'.replace('0:', ':')), ['||80/tcp']);
    assert.deepEqual(ports('80-81'), ['||80/tcp', '||81/tcp']);
  });

  it('read sizes and times exactly, and write them again', () => {
    for (const [text, bytes] of [
      ['512m', 536_870_912],
      ['1.5g', 1_610_612_736],
      ['64MiB', 67_108_864],
      ['10', 10],
      ['2KB', 2048],
    ] as const) {
      assert.equal(parseSize(text), bytes, text);
    }
    for (const bytes of [0, 1, 1000, 1024, 1_610_612_736, 5 * 1024 ** 4])
      assert.equal(parseSize(formatSize(bytes)), bytes);
    for (const [text, time] of [
      ['1m30s', 90e9],
      ['500ms', 5e8],
      ['1.5h', 5400e9],
      ['0', 0],
    ] as const) {
      assert.equal(parseDuration(text), time, text);
    }
    for (const time of [1, 1500, 1e6, 90e9]) assert.equal(parseDuration(formatDuration(time)), time);
  });
});

describe('a pasted line', () => {
  it('is read in every way in which people write it', () => {
    for (const line of [
      'docker run -it --rm -p 8080:80 nginx',
      '$ sudo docker run --rm -itp8080:80 nginx',
      'docker container run -i -t --rm=true --publish=8080:80 -- nginx',
      'podman run -i=true --tty -p=8080:80 --rm nginx # a comment',
      'docker.exe run -ti --rm `\r\n  -p 8080:80 `\r\n  nginx',
      'docker run -ti --rm ^\r\n  -p 8080:80 ^\r\n  nginx',
      'docker run \\\n  -it \\\n\t--rm \\\n  -p 8080:80 \\\n  nginx',
      'docker run \\  -it \\  --rm \\  -p 8080:80 \\  nginx',
      'docker run \\-it \\--rm \\-p 8080:80 \\ nginx',
    ]) {
      const { image, values, leftOut } = pasted(line);
      assert.deepEqual(
        [image, values.publish, values.interactive, values.tty, values.rm, leftOut],
        ['nginx', ['8080:80'], ['true'], ['true'], ['true'], []],
        line,
      );
    }
  });

  it('keeps quotes, and puts the folder and the home in their places', () => {
    const { values, command } = pasted(
      `docker run -v "$(pwd)":/a -v \${PWD}/b:/b -v ~/c:/c -v %cd%:/d -e 'A=$x' -e "B=\\"q\\" $HOME" app sh -c 'echo "$1"'`,
    );
    assert.deepEqual(values.volume, ['/projects/shop:/a', '/projects/shop/b:/b', '~/c:/c', '/projects/shop:/d']);
    assert.deepEqual(values.env, ['A=$x', 'B="q" /home/me']);
    assert.deepEqual(command, ['sh', '-c', 'echo "$1"']);
  });

  it('names what it does not take', () => {
    const { leftOut } = pasted(
      'DEBUG=1 docker --context far run -a stdin -q --cidfile=/x --user "$(id -u):5" --sig-proxy=false app serve $PORT_NOBODY_SET | tee log',
    );
    assert.deepEqual(leftOut, [
      'DEBUG=1',
      '--context far',
      '-a stdin',
      '-q',
      '--cidfile=/x',
      '--user $(id -u):5',
      '--sig-proxy=false',
      '$PORT_NOBODY_SET',
      '| tee log',
    ]);
  });

  it('is refused with a reason', () => {
    for (const [line, said] of [
      ['', runLineSentences.noCommand()],
      ['ls -la', runLineSentences.noCommand()],
      ['docker ps', runLineSentences.otherCommand('ps')],
      ['docker run -d', runLineSentences.noImage()],
      ['docker run --colour red app', noSuchOption('--colour')],
      ['docker run -y app', noSuchOption('-y')],
      ['docker run -p 99999:1 app', /99999/],
      ['docker run --rm=maybe app', flagSentences.noBoolean('--rm=maybe')],
      ['docker run -p', flagSentences.noValue('-p')],
      ["docker run 'app", /closed|quote/],
      ['docker run NGINX', /"NGINX".*lowercase/],
      ['docker run app:$TAG', /The value of \$TAG is not known/],
    ] as const) {
      const run = parseRunLine(line, known);
      const wrong = 'wrong' in run ? run.wrong : '';
      if (typeof said === 'string') assert.equal(wrong, said, line);
      else assert.match(wrong, said, line);
    }
  });

  it('comes to the request that docker makes', () => {
    const { HostConfig: host = {}, ...config } = bodyOf(
      `docker run -h web -w /app -m 1g --cpus=.5 --gpus '"device=0,1",capabilities=utility' --init -P -v /anon -v data:/d:ro,z
       --tmpfs /run:size=1m --ulimit nofile=5 --health-cmd 'curl -f x' --health-start-period 1m --log-driver local --log-opt max-size=1m
       --restart on-failure:4 --add-host db=[::1] --security-opt systempaths=unconfined --device /dev/null:r --device v.com/gpu=0
       --link db --label a=b=c --label d -e A -p 127.0.0.1:80:80 --expose 90-91/udp --stop-timeout 0 app`.replaceAll(
        '\n',
        ' ',
      ),
    );
    assert.deepEqual([config.Hostname, config.WorkingDir, host.Memory, host.NanoCpus], ['web', '/app', 1024 ** 3, 5e8]);
    assert.deepEqual(host.DeviceRequests, [
      { Capabilities: [['utility', 'gpu']], DeviceIDs: ['0', '1'] },
      { Driver: 'cdi', DeviceIDs: ['v.com/gpu=0'] },
    ]);
    assert.deepEqual(
      [host.Init, host.PublishAllPorts, host.Binds, config.Volumes],
      [true, true, ['data:/d:ro,z'], { '/anon': {} }],
    );
    assert.deepEqual([host.Tmpfs, host.Ulimits], [{ '/run': 'size=1m' }, [{ Name: 'nofile', Soft: 5, Hard: 5 }]]);
    assert.deepEqual(config.Healthcheck, { Test: ['CMD-SHELL', 'curl -f x'], StartPeriod: 60e9 });
    assert.deepEqual(host.LogConfig, { Type: 'local', Config: { 'max-size': '1m' } });
    assert.deepEqual(host.RestartPolicy, { Name: 'on-failure', MaximumRetryCount: 4 });
    assert.deepEqual([host.ExtraHosts, host.MaskedPaths, host.Links], [['db:::1'], [], ['db:db']]);
    assert.deepEqual(host.Devices, [{ PathOnHost: '/dev/null', PathInContainer: '/dev/null', CgroupPermissions: 'r' }]);
    assert.deepEqual([config.Labels, config.Env, config.StopTimeout], [{ a: 'b=c', d: '' }, ['A'], 0]);
    assert.deepEqual(host.PortBindings, { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '80' }] });
    assert.deepEqual(Object.keys(config.ExposedPorts ?? {}), ['80/tcp', '90/udp', '91/udp']);
  });

  it('joins several networks, with aliases and addresses', () => {
    const body = bodyOf('docker run --network name=a,alias=x,ip=172.20.0.5 --net b --network-alias y app');
    assert.equal(body.HostConfig?.NetworkMode, 'a');
    assert.deepEqual(body.NetworkingConfig?.EndpointsConfig, {
      a: { Aliases: ['x', 'y'], IPAMConfig: { IPv4Address: '172.20.0.5' } },
      b: {},
    });
  });

  it('is what the form writes, and is written as it was', () => {
    const line = `docker run -d -it --rm --name web -p '[::1]:80:80' -v '/my code:/src:ro' -e 'A=it'\\''s' --mount 'type=bind,"source=/a,b",destination=/c' --cap-add ALL app 'two words'`;
    const { leftOut: _none, ...run } = pasted(line);
    assert.equal(dockerRunLine(run), line);
  });
});

describe('what a run takes from this machine', () => {
  const places = { workspaceFolder: '/projects/shop', home: '/home/me', environment: { TOKEN: 'from here' } };

  it('is put in the place of what is short', () => {
    assert.equal(resolvePath('./a', places), '/projects/shop/a');
    assert.equal(resolvePath('..', places), '/projects');
    assert.equal(resolvePath('~', places), '/home/me');
    assert.equal(resolvePath('${workspaceFolder}/b', places), '/projects/shop/b');
    assert.equal(resolvePath('C:\\x', places), 'C:\\x');
    assert.equal(resolvePath('./a', { ...places, workspaceFolder: 'C:\\shop' }), 'C:\\shop\\a');
    assert.throws(() => resolvePath('./a', { ...places, workspaceFolder: undefined }), {
      message: noFolderOpen('./a'),
    });
    const { values } = withFullPaths(
      pasted('docker run -v .:/a:cached -v data:/d -v C:\\x:/w --mount type=bind,src=./m,dst=/m --env-file .env app'),
      places,
    );
    assert.deepEqual(
      values.volume,
      ['/projects/shop/:/a:cached', 'data:/d', 'C:\\x:/w'].map((each) => each.replace('shop/:', 'shop:')),
    );
    assert.deepEqual(
      [values.mount, values['env-file']],
      [['type=bind,src=/projects/shop/m,dst=/m'], ['/projects/shop/.env']],
    );
  });

  it('comes from files and the environment', async () => {
    const made = folderWith({ 'a.env': 'A=file\nB=file\n', labels: 'team=shop\n', 'p.json': '{ "x": 1 }' });
    try {
      const run = pasted(
        `docker run -e TOKEN -e NOBODY_HAS_THIS -e A=hand --env-file a.env --label-file ./labels --security-opt seccomp=p.json app`,
      );
      const { values } = await completeRun(run, { ...places, workspaceFolder: made.folder });
      assert.deepEqual(values.env, ['A=file', 'B=file', 'TOKEN=from here', 'NOBODY_HAS_THIS', 'A=hand']);
      assert.deepEqual([values.label, values['security-opt']], [['team=shop'], ['seccomp={"x":1}']]);
      const gone = pasted('docker run --env-file ./no.env app');
      await assert.rejects(completeRun(gone, { ...places, workspaceFolder: made.folder }), {
        message: patternOf((what) => placeFailures.unreadable(what, join(made.folder, 'no.env'))),
      });
    } finally {
      made.remove();
    }
  });
});
