// Projects and experiments with the forecast of builds that take something from elsewhere: a download, a repository, a registry.
// `WEB`, `GIT` and `REGISTRY` are servers in the engine's network. What only the build finds out is undecided by nature.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Experiment, experimentsWith } from './forecast-experiment.ts';
import type { Project, Workspace } from './forecast-workspace.ts';

export const outsideProjects = {
  /** What all engines know. The files that are served stand beside the project. */
  download: {
    dockerfile: `FROM BASE
COPY app.txt /app/
RUN echo app RUN_ID
ADD WEB/tool.txt /tools/
RUN echo tool RUN_ID
`,
    files: { 'app.txt': 'app RUN_ID', '../web/tool.txt': 'tool RUN_ID', '../web/spare.txt': 'spare RUN_ID' },
  },
  /** What stays as it is: engines since 25 know it. */
  pinned: {
    dockerfile: `FROM BASE
COPY app.txt /app/
ADD GIT/site.git#FIRST_COMMIT /site
RUN echo site RUN_ID
ADD --checksum=sha256:TOOL_SUM WEB/tool.txt /tools/
RUN echo tool RUN_ID
`,
    files: { 'app.txt': 'app RUN_ID', '../web/tool.txt': 'tool RUN_ID', '../web/spare.txt': 'tool RUN_ID' },
  },
  /** Its base comes from a registry. */
  pulled: {
    dockerfile: `FROM REGISTRY/longshore-forecast:1
COPY app.txt /app/
RUN echo app RUN_ID
`,
    files: { 'app.txt': 'app RUN_ID' },
  },
} satisfies Record<string, Project>;

const nothing = () => {};

const download = experimentsWith('download', {
  'nothing changes': nothing,
  'what is served changes': (w) => w.write('../web/tool.txt', 'other tool RUN_ID'),
  'what is served changes, and back': {
    change: (w) => w.write('../web/tool.txt', 'yet another tool RUN_ID'),
    next: [(w) => w.write('../web/tool.txt', 'tool RUN_ID')],
  },
  'another address': (w) => w.dockerfile('tool.txt', 'spare.txt'),
  'another destination': (w) => w.dockerfile('/tools/', '/utilities/'),
  'the file above': (w) => w.write('app.txt', 'app RUN_ID 2'),
  'the command below': (w) => w.dockerfile('RUN echo tool', 'RUN echo tools'),
  'a mode': (w) => w.dockerfile('ADD WEB', 'ADD --chown=1:1 WEB'),
});

const pinned = experimentsWith('pinned', {
  'nothing changes': nothing,
  'another commit': (w) => w.dockerfile('FIRST_COMMIT', 'SECOND_COMMIT'),
  'another commit, and back': {
    change: (w) => w.dockerfile('FIRST_COMMIT', 'SECOND_COMMIT'),
    next: [(w) => w.dockerfile('SECOND_COMMIT', 'FIRST_COMMIT')],
  },
  'a folder of the commit': (w) => w.dockerfile('FIRST_COMMIT', 'FIRST_COMMIT:docs'),
  'a branch': { change: (w) => w.dockerfile('#FIRST_COMMIT', '#main'), next: [nothing] },
  'a branch that moves': {
    change: (w) => w.dockerfile('#FIRST_COMMIT', '#moving'),
    next: [(w) => moveBranch(w)],
  },
  'no branch': { change: (w) => w.dockerfile('#FIRST_COMMIT', ''), next: [nothing] },
  'with the history': (w) => w.dockerfile('ADD GIT', 'ADD --keep-git-dir=true GIT'),
  'another destination of the commit': (w) => w.dockerfile('/site\n', '/site2\n'),
  'another address of the same content': (w) => w.dockerfile('tool.txt', 'spare.txt'),
  'another checksum': (w) => {
    w.write('../web/tool.txt', 'new tool RUN_ID');
    w.dockerfile('TOOL_SUM', sumOf(w.read('../web/tool.txt')));
  },
  'another content behind the checksum': (w) => w.write('../web/tool.txt', 'content that nobody asks for RUN_ID'),
  'the file above': (w) => w.write('app.txt', 'app RUN_ID 2'),
  'the file above, and back': {
    change: (w) => w.write('app.txt', 'app RUN_ID 3'),
    next: [(w) => w.write('app.txt', 'app RUN_ID')],
  },
  'the commit is linked': (w) => w.dockerfile('ADD GIT', 'ADD --link GIT'),
});

const pulled = experimentsWith('pulled', {
  'nothing changes': nothing,
  'the newest is asked for': { change: nothing, request: { pull: true }, next: [nothing] },
  'the newest is asked for after an edit': {
    change: (w) => w.write('app.txt', 'app RUN_ID 2'),
    request: { pull: true },
  },
  'an edit': (w) => w.write('app.txt', 'app RUN_ID 4'),
});

export const outside: readonly Experiment[] = [...download, ...pinned, ...pulled];

export const sumOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** Beside the project: where `makeRepository` has made it. */
const repositoryOf = (folder: string) => join(folder, 'repositories', 'site.git');

function git(repository: string, ...line: readonly string[]): string {
  const who = ['-c', 'user.name=Longshore', '-c', 'user.email=longshore@example.test'];
  return execFileSync('git', [...who, '-C', repository, ...line], { encoding: 'utf8' }).trim();
}

/** A repository with two commits. `folder`: in which the projects are. */
export function makeRepository(folder: string, runId: string): { readonly first: string; readonly second: string } {
  const repository = repositoryOf(folder);
  rmSync(repository, { recursive: true, force: true });
  mkdirSync(join(repository, 'docs'), { recursive: true });
  git(repository, 'init', '--quiet', '--initial-branch=main');
  git(repository, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  writeFileSync(join(repository, 'index.html'), `first ${runId}\n`);
  writeFileSync(join(repository, 'docs', 'guide.md'), `guide ${runId}\n`);
  const first = commit(repository);
  appendFileSync(join(repository, 'index.html'), 'second\n');
  const second = commit(repository);
  git(repository, 'branch', 'moving', first);
  return { first, second };
}

function commit(repository: string): string {
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message=content');
  return git(repository, 'rev-parse', 'HEAD');
}

function moveBranch(w: Workspace): void {
  git(repositoryOf(join(w.folder, '..')), 'branch', '--force', 'moving', 'main');
}
