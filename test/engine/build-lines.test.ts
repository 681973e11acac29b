// Each step that BuildKit makes is on the line that it is of. What the engine itself writes is the judge: every instruction
// names its own line, and the step's name repeats that.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createBuildLines } from '../../src/builds/line-states.ts';
import { parseStepName } from '../../src/builds/step-name.ts';
import type { BuildProgress } from '../../src/engine/build-api.ts';
import { isEngineError } from '../../src/errors.ts';
import {
  baseImage,
  type EngineUnderTest,
  engineUnderTest,
  folderWith,
  labels,
  uniqueName,
} from './engine-under-test.ts';

interface Sample {
  /** `BASE`: the base image; `@@` becomes a name for the line that it is in; `@a`, `@b` one for all lines that have it. */
  readonly text: string;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly fails?: true;
  /** Engines before 23.0 refuse it. */
  readonly isNew?: true;
}

const samples: Readonly<Record<string, Sample>> = {
  'one stage': { text: 'FROM BASE\nRUN echo @@\nCOPY a.txt /@@\nWORKDIR /@@\nADD a.txt /@@\n' },
  'more than nine steps': { text: `FROM BASE\n${'RUN echo @@\n'.repeat(12)}` },
  'what makes no step': {
    text: 'FROM BASE\nLABEL a=b\nENV A=1\nRUN echo @@\nEXPOSE 80\nARG B=2\nUSER root\nCMD ["a"]\nENTRYPOINT ["b"]\nVOLUME /v\nSTOPSIGNAL 9\nHEALTHCHECK NONE\nSHELL ["/bin/sh", "-c"]\nRUN echo @@\n',
  },
  'comments and empty lines': { text: '# a\n\nFROM BASE\n\n# b\nRUN echo @@\n\n\n# c\nRUN echo @@\n' },
  'lines that go on': { text: 'FROM BASE\nRUN echo @@ && \\\n  # a comment\n\\\n  true\nRUN echo @@\n' },
  'another escape character': { text: '# escape=`\nFROM BASE\nRUN echo @@ `\n  again\nRUN echo @@\n' },
  CRLF: { text: 'FROM BASE\r\nRUN echo @@\r\nCOPY a.txt /@@\r\n' },
  'small letters': { text: 'from BASE\nrun echo @@\ncopy a.txt /@@\n' },
  'JSON form': { text: 'FROM BASE\nRUN ["echo", "@@"]\nCOPY ["a.txt", "/@@"]\n' },
  'two stages': {
    text: 'FROM BASE AS one\nRUN echo @@\nFROM BASE AS two\nRUN echo other @@\nCOPY --from=one /a.txt* /@@/\n',
  },
  'stages without names': { text: 'FROM BASE\nRUN echo @@ >/x\nFROM BASE\nCOPY --from=0 /x /@@\nRUN echo @@\n' },
  'a stage in capitals': {
    text: 'FROM BASE AS Build\nRUN echo @@ >/x\nFROM BASE AS Final\nCOPY --from=build /x /@@\n',
  },
  'a stage made from a stage': {
    text: 'FROM BASE AS one\nRUN echo @@\nFROM one AS two\nRUN echo @@\nFROM two\nRUN echo @@\n',
  },
  'a target': { text: 'FROM BASE AS one\nRUN echo @@\nFROM one AS two\nRUN echo @@\n', target: 'one' },
  'a target in the middle': {
    text: 'FROM BASE AS one\nRUN echo @@\nFROM BASE AS two\nRUN echo x @@\nFROM two AS three\nRUN echo @@\n',
    target: 'two',
  },
  'a stage that nobody needs': { text: 'FROM BASE AS unused\nRUN echo @@\nFROM BASE AS used\nRUN echo x @@\n' },
  scratch: { text: 'FROM BASE AS one\nRUN echo @@ >/x\nFROM scratch\nCOPY --from=one /x /@@\nWORKDIR /@@\n' },
  'only scratch': { text: 'FROM scratch\nCOPY a.txt /@@\nADD a.txt /@@\n' },
  'the same step in two stages': {
    text: 'FROM BASE AS one\nRUN echo @a\nRUN echo @@ >/x\nFROM BASE AS two\nRUN echo @a\nRUN echo @@ >/y\nCOPY --from=one /x /@@\n',
  },
  'the same copy in two stages': {
    text: 'FROM BASE AS one\nWORKDIR /@a\nCOPY a.txt /@b\nRUN echo @@ >/x\nFROM BASE AS two\nWORKDIR /@a\nCOPY a.txt /@b\nCOPY --from=one /x /@@\n',
  },
  'the same words with other variables': {
    text: 'FROM BASE AS one\nENV A=1\nRUN echo same >/x; : @@\nFROM BASE AS two\nENV A=2\nRUN echo same; : @@\nCOPY --from=one /x /@@\n',
  },
  'the same step twice': { text: 'FROM BASE\nRUN echo @a\nRUN echo @a\nRUN echo @@\n' },
  'variables in COPY and WORKDIR': {
    text: 'FROM BASE\nARG D=dir\nENV E=$D/2\nWORKDIR /$D/@@\nCOPY a.txt $E/@@\nRUN echo $D @@\n',
  },
  'variables that the build sets': {
    text: 'ARG TAG\nFROM $TAG AS one\nARG A\nRUN echo $A @@\nWORKDIR /$A/@@\n',
    buildArgs: { TAG: 'BASE', A: 'b' },
  },
  'a default for FROM': { text: 'ARG NAME=BASE\nFROM $NAME\nRUN echo @@\n' },
  'triggers of a stage': {
    text: 'FROM BASE AS one\nONBUILD RUN echo trigger\nONBUILD COPY a.txt /t\nRUN echo @@\nFROM one\nRUN echo @@\nCOPY a.txt /@@\n',
  },
  'triggers of a stage without steps': { text: 'FROM BASE AS one\nONBUILD ENV A=b\nFROM one\nRUN echo @@\n' },
  'triggers of an image': { text: 'FROM TRIGGERS\nRUN echo @@\nCOPY a.txt /@@\n' },
  'triggers of an image in a named stage': {
    text: 'FROM TRIGGERS AS one\nRUN echo @@ >/x\nFROM BASE AS two\nRUN echo x @@\nCOPY --from=one /x /@@\n',
  },
  'triggers that look like what follows': { text: 'FROM TRIGGERS\nCOPY a.txt /@@\nRUN echo @@\nRUN echo @@\n' },
  'a copy from an image': { text: 'FROM BASE\nCOPY --from=OTHER /bin/sh /@@\nRUN echo @@\n' },
  'mounts from stages': {
    text: 'FROM BASE AS one\nRUN echo @@ >/x\nFROM BASE\nRUN --mount=type=bind,from=one,source=/x,target=/m cat /m; : @@\nRUN echo @@\n',
  },
  'cache mounts': {
    text: 'FROM BASE\nRUN --mount=type=cache,target=/c echo @@ >/c/x\nRUN --mount=type=tmpfs,target=/t echo @@\n',
  },
  'flags of COPY': { text: 'FROM BASE\nCOPY --chown=1:1 a.txt /@@\nADD --chown=0 a.txt /@@\n' },
  'many sources': {
    text: 'FROM BASE\nCOPY ./a.txt b.txt /@@/\nCOPY \\\n  a.txt b.txt /c/\nCOPY *.txt /@@/\nCOPY . /@@/\n',
  },
  'a shell of its own': { text: 'FROM BASE\nSHELL ["/bin/sh", "-ec"]\nRUN echo @@\nUSER 1\nRUN echo @@\n' },
  'long words and signs': {
    text: `FROM BASE\nRUN echo @@ "${'x'.repeat(300)}" | cat; echo '[1/2] RUN no' $((1<<2))\nRUN echo @@ # no comment\n`,
  },
  'brackets and slashes in what runs': {
    text: 'FROM BASE AS a-b_c.d\nRUN [ -d /bin ] && echo @@\nFROM a-b_c.d\nRUN [ 1/2 ] && echo @@\n',
  },
  'a step that fails': { text: 'FROM BASE\nRUN echo @@\nRUN echo @@; exit 3\nRUN echo @@\n', fails: true },
  'a copy that fails': { text: 'FROM BASE\nRUN echo @@\nCOPY absent.txt /@@\nRUN echo @@\n', fails: true },
  'a failure in one of two stages': {
    text: 'FROM BASE AS one\nRUN echo @@; exit 4\nFROM BASE AS two\nRUN sleep 0 && echo @@\nCOPY --from=one /x /@@\n',
    fails: true,
  },
  heredocs: {
    text: 'FROM BASE\nRUN echo @@ && cat <<EOF\n# no comment\nRUN no instruction\nEOF\nCOPY <<A <<B /@@/\none\nA\ntwo\nB\nRUN echo @@\n',
    isNew: true,
  },
  'a network of its own and links': {
    text: 'FROM BASE\nRUN --network=none echo @@\nCOPY --link a.txt /@@\nCOPY --chmod=644 a.txt /@@\nRUN echo @@\n',
    isNew: true,
  },
  'a diamond of stages': {
    text: 'FROM BASE AS base\nRUN echo @@ >/0\nFROM base AS left\nRUN echo @@ >/l\nFROM base AS right\nRUN echo x @@ >/r\nFROM scratch\nCOPY --from=left /l /@@\nCOPY --from=right /r /@@\n',
  },
};

describe('steps of a build on their lines', () => {
  let test: EngineUnderTest;
  let knowsHeredocs = false;
  const triggers = `${uniqueName()}:triggers`;
  const other = `${uniqueName()}:other`;
  const cleaning: (() => void)[] = [];

  before(async () => {
    test = await engineUnderTest();
    knowsHeredocs = Number.parseInt((await test.engine.info()).version, 10) >= 23;
    await build(`FROM ${baseImage}\nONBUILD RUN echo from the base\nONBUILD COPY a.txt /from-the-base\n`, {
      tags: [triggers],
    });
    await build(`FROM ${baseImage}\nRUN echo ${other} >/other\n`, { tags: [other] });
  });
  after(async () => {
    for (const clean of cleaning) clean();
    await test.clean();
  });

  async function build(
    text: string,
    { tags, target, buildArgs }: { tags: string[]; target?: string; buildArgs?: Readonly<Record<string, string>> },
  ): Promise<BuildProgress[]> {
    const { folder, remove } = folderWith({ Dockerfile: text, 'a.txt': 'a', 'b.txt': 'b' });
    cleaning.push(remove);
    for (const tag of tags) test.owns(tag);
    const told: BuildProgress[] = [];
    await test.engine
      .build(
        {
          contextFolder: folder,
          dockerfile: join(folder, 'Dockerfile'),
          tags,
          labels,
          ...(target === undefined ? {} : { target }),
          ...(buildArgs ? { buildArgs } : {}),
        },
        (progress) => told.push(progress),
      )
      .then(({ imageId }) => test.owns(imageId))
      .catch((error: unknown) => {
        if (!isEngineError(error, 'build-failed')) throw error;
        told.push({ kind: 'note', text: 'failed' });
      });
    return told;
  }

  for (const [name, { text: written, target, buildArgs = {}, fails: mustFail, isNew }] of Object.entries(samples)) {
    it(`are right with ${name}`, async () => {
      const fails = mustFail === true || (isNew === true && !knowsHeredocs);
      const mark = uniqueName();
      const named = (text: string) =>
        text.replaceAll('TRIGGERS', triggers).replaceAll('OTHER', other).replaceAll('BASE', baseImage);
      const lines = named(written)
        .split('\n')
        .map((line, index) => line.replaceAll('@@', `${mark}-${index}`).replaceAll(/@([ab])/g, `${mark}-$1`));
      const text = lines.join('\n');
      const args = Object.fromEntries(Object.entries(buildArgs).map(([key, value]) => [key, named(value)]));
      const options = { ...(target === undefined ? {} : { target }), buildArgs: args };
      const told = await build(text, { tags: [], ...options });
      assert.equal(
        told.some((progress) => progress.kind === 'note' && progress.text === 'failed'),
        fails,
        JSON.stringify(told.at(-1)),
      );

      const onLines = createBuildLines(text, options);
      for (const progress of told) onLines.take(progress);
      const states = onLines.states();
      const steps = new Map(told.flatMap((each) => (each.kind === 'step' ? [[each.id, each] as const] : [])));
      let checked = 0;
      for (const [id, step] of steps) {
        const marker = step.name.match(new RegExp(`${mark}-\\w+`))?.[0];
        const isInstruction = parseStepName(step.name) !== undefined;
        if (isInstruction) assert.notEqual(onLines.lineOf(id), undefined, `${step.name} is on no line`);
        if (marker === undefined) continue;
        const wanted = lines.flatMap((line, index) => (line.includes(marker) ? [index] : []));
        const found = states.filter((state) => state.steps.includes(id)).map(({ line }) => line);
        assert.ok(
          found.length > 0 && found.every((line) => wanted.includes(line)),
          `${step.name}: ${found}, not ${wanted}`,
        );
        for (const state of states.filter((each) => each.steps.includes(id))) {
          if (state.steps.length === 1) assert.equal(state.state, step.state, step.name);
        }
        checked++;
      }
      if (fails && isNew) return;
      assert.ok(checked > 0, 'no step names its line');
      if (!fails) {
        const open = states.filter(({ state }) => state !== 'done' && state !== 'cached');
        assert.deepEqual(open, [], 'not all is done');
      }
    });
  }
});
