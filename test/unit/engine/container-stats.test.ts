// Samples of `docker stats` from what engines send, with either version of control groups, and the body of a creation.
import assert from 'node:assert/strict';
import { createBody } from '../../../src/engine/dockerode/container-request.ts';
import { type ApiStats, statsSample } from '../../../src/engine/dockerode/container-stats.ts';

const read = '2026-01-02T03:04:05.678901234Z';

const versionTwo: ApiStats = {
  read,
  cpu_stats: { cpu_usage: { total_usage: 1_500_000_000 }, system_cpu_usage: 22_000_000_000, online_cpus: 4 },
  precpu_stats: { cpu_usage: { total_usage: 1_000_000_000 }, system_cpu_usage: 20_000_000_000, online_cpus: 4 },
  memory_stats: { usage: 50_000_000, limit: 1_000_000_000, stats: { inactive_file: 20_000_000, file: 30_000_000 } },
  networks: { eth0: { rx_bytes: 100, tx_bytes: 10 }, eth1: { rx_bytes: 200, tx_bytes: 20 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: 'read', value: 1000 },
      { op: 'Write', value: 2000 },
      { op: 'read', value: 1 },
    ],
  },
  pids_stats: { current: 7 },
};

describe('a sample of stats', () => {
  it('is computed of control groups version 2', () => {
    assert.deepEqual(statsSample(versionTwo), {
      at: Date.parse('2026-01-02T03:04:05.678Z'),
      // A quarter of four processors is one whole.
      cpuPercent: 100,
      memory: 30_000_000,
      memoryLimit: 1_000_000_000,
      received: 300,
      sent: 30,
      read: 1001,
      written: 2000,
      processes: 7,
    });
  });

  it('is computed of version 1, which names things otherwise and counts its processors by a list', () => {
    const sample = statsSample({
      read,
      cpu_stats: { cpu_usage: { total_usage: 300, percpu_usage: [150, 150] }, system_cpu_usage: 2000 },
      precpu_stats: { cpu_usage: { total_usage: 100 }, system_cpu_usage: 1000 },
      memory_stats: { usage: 900, limit: 4000, stats: { total_inactive_file: 400, inactive_file: 1 } },
      blkio_stats: {
        io_service_bytes_recursive: [
          { op: 'Read', value: 5 },
          { op: 'Write', value: 6 },
          { op: 'Total', value: 11 },
        ],
      },
    });
    assert.deepEqual(
      [sample?.cpuPercent, sample?.memory, sample?.read, sample?.written, sample?.received, sample?.processes],
      [40, 500, 5, 6, 0, 0],
    );
  });

  it('has no processor share in the first reading, which has none before it', () => {
    assert.equal(statsSample({ ...versionTwo, precpu_stats: { cpu_usage: { total_usage: 0 } } })?.cpuPercent, 0);
    assert.equal(statsSample({ ...versionTwo, precpu_stats: versionTwo.cpu_stats ?? {} })?.cpuPercent, 0);
  });

  it('never takes more cache off than there is memory', () => {
    const memory_stats = { usage: 100, stats: { inactive_file: 500 } };
    assert.equal(statsSample({ ...versionTwo, memory_stats })?.memory, 100);
  });

  it('takes lists that are null', () => {
    const sample = statsSample({ ...versionTwo, blkio_stats: { io_service_bytes_recursive: null } });
    assert.deepEqual([sample?.read, sample?.written], [0, 0]);
  });

  it('is none of a container that does not run', () => {
    assert.equal(statsSample({ read: '0001-01-01T00:00:00Z', memory_stats: {} }), undefined);
    assert.equal(statsSample({ ...versionTwo, memory_stats: {} }), undefined);
    assert.equal(statsSample({}), undefined);
  });
});

describe('the body of a creation', () => {
  /** As it goes over the wire: what is undefined is not there. */
  const sent = (request: Parameters<typeof createBody>[0]) => JSON.parse(JSON.stringify(createBody(request)));

  it('asks for nothing that was not wanted', () => {
    assert.deepEqual(sent({ image: 'app:1' }), {
      Image: 'app:1',
      Tty: false,
      OpenStdin: false,
      ExposedPorts: {},
      HostConfig: { AutoRemove: false, PortBindings: {} },
    });
  });

  it('holds all that was wanted, hostile text unharmed', () => {
    const nasty = 'it\'s "$HOME" `id`\n😀';
    const body = sent({
      image: 'app:1',
      command: ['echo', nasty],
      entrypoint: ['/bin/e'],
      environment: ['A=b=c', 'EMPTY', `N=${nasty}`],
      user: '1:2',
      workingDirectory: '/w',
      tty: true,
      openStdin: true,
      autoRemove: true,
      labels: { note: nasty },
      network: 'net',
      restartPolicy: 'unless-stopped',
    });
    assert.deepEqual(body, {
      Image: 'app:1',
      Cmd: ['echo', nasty],
      Entrypoint: ['/bin/e'],
      Env: ['A=b=c', 'EMPTY=', `N=${nasty}`],
      User: '1:2',
      WorkingDir: '/w',
      Tty: true,
      OpenStdin: true,
      Labels: { note: nasty },
      ExposedPorts: {},
      HostConfig: {
        AutoRemove: true,
        PortBindings: {},
        NetworkMode: 'net',
        RestartPolicy: { Name: 'unless-stopped' },
      },
    });
  });

  it('gathers the host ports of one container port, and lets the engine choose those that are not given', () => {
    const { ExposedPorts, HostConfig } = sent({
      image: 'app:1',
      ports: [
        { containerPort: 80, protocol: 'tcp', hostPort: 8080 },
        { containerPort: 80, protocol: 'tcp', hostPort: 8081 },
        { containerPort: 53, protocol: 'udp', hostPort: undefined },
      ],
    });
    assert.deepEqual(ExposedPorts, { '80/tcp': {}, '53/udp': {} });
    assert.deepEqual(HostConfig.PortBindings, {
      '80/tcp': [{ HostPort: '8080' }, { HostPort: '8081' }],
      '53/udp': [{ HostPort: '' }],
    });
  });

  it('mounts paths with colons as they are', () => {
    const { HostConfig } = sent({
      image: 'app:1',
      mounts: [
        { kind: 'bind', source: '/a:b c', destination: '/d:e', readOnly: true },
        { kind: 'volume', source: 'data', destination: '/data', readOnly: false },
        { kind: 'tmpfs', source: '', destination: '/tmp', readOnly: false },
      ],
    });
    assert.deepEqual(HostConfig.Mounts, [
      { Type: 'bind', Source: '/a:b c', Target: '/d:e', ReadOnly: true },
      { Type: 'volume', Source: 'data', Target: '/data', ReadOnly: false },
      { Type: 'tmpfs', Target: '/tmp', ReadOnly: false },
    ]);
  });
});
