// How fast the linter is with all rules, the shell parsed, beside dockerfile-utils and dockerfile-ast on the same texts in
// the same run; and how its time grows with the worst texts.
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { lint } from '../../src/dockerfile/linting/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { type Figure, median, rounded } from './figures.ts';

export { figureLine, isKept } from './figures.ts';

export interface LintBenchOptions {
  readonly texts: readonly string[];
  readonly rounds: number;
  /** How much of the worst texts' full size is tried: 1 for the figures that count. */
  readonly scale: number;
  readonly say: (line: string) => void;
}

/** Milliseconds are measured to a thousandth: a median file takes less than a tenth. */
const thousandth = (value: number) => Math.round(value * 1000) / 1000;

const contenders = {
  longshore: (text: string) => void lint(parseDockerfile(text), { allRules: true }),
  'dockerfile-utils': (text: string) => void validate(text),
  'dockerfile-ast': (text: string) => {
    for (const instruction of DockerfileParser.parse(text).getInstructions()) {
      instruction.getArguments();
      instruction.getVariables();
    }
  },
} as const;
type Contender = keyof typeof contenders;

export function benchLint({ texts, rounds, scale, say }: LintBenchOptions): Figure[] {
  say(`${texts.length} files, ${rounds} rounds, Node ${process.versions.node}`);
  return [...speedOnFiles(texts, rounds, say), ...worstCases.flatMap((worst) => growth(worst, scale, say))];
}

/** By then each contender's code is compiled. */
const callsToWarmUp = 500;

function speedOnFiles(texts: readonly string[], rounds: number, say: (line: string) => void): Figure[] {
  const names = Object.keys(contenders) as Contender[];
  /** By contender, for each file the time of each round. */
  const times = new Map(names.map((name) => [name, texts.map((): number[] => [])]));
  // The first rounds are for the just-in-time compiler.
  const warmUps = Math.ceil(callsToWarmUp / texts.length);
  for (let round = -warmUps; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      // In turn, so that what slows the machine slows all of them; another one goes first each time. Each reads all files
      // before the next one does, as in a run over a folder: one file each would measure how the processor's caches are
      // filled with the others' code.
      const name = names[(turn + round + warmUps) % names.length] as Contender;
      for (const [index, text] of texts.entries()) {
        const start = performance.now();
        contenders[name](text);
        const time = performance.now() - start;
        if (round >= 0) times.get(name)?.[index]?.push(time);
      }
    }
  }
  const perFile = (name: Contender) => (times.get(name) ?? []).map(median).sort((a, b) => a - b);
  const total = (name: Contender) => perFile(name).reduce((sum, time) => sum + time, 0);
  for (const name of names) {
    const sorted = perFile(name);
    const at = (share: number) => thousandth(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
    say(
      `${name}: median ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${thousandth(sorted.at(-1) ?? Number.NaN)} ms, ${Math.round((1000 * texts.length) / total(name))} files a second`,
    );
  }
  // Ratios in one run: the same build takes twice as long on another machine, and so does its rival.
  const placed = (name: Contender, share: number) => {
    const sorted = perFile(name);
    return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
  };
  const against = (share: number) => thousandth(placed('longshore', share) / placed('dockerfile-utils', share));
  return [
    {
      name: 'lint-against-dockerfile-utils',
      value: thousandth(total('longshore') / total('dockerfile-utils')),
      unit: 'times',
      limit: 0.55,
    },
    { name: 'lint-median-against-dockerfile-utils', value: against(0.5), unit: 'times', limit: 1 },
    { name: 'lint-p99-against-dockerfile-utils', value: against(0.99), unit: 'times', limit: 1 },
    { name: 'lint-slowest-against-dockerfile-utils', value: against(1), unit: 'times', limit: 1 },
  ];
}

interface WorstCase {
  readonly name: string;
  readonly size: number;
  /** Of the time that dockerfile-ast needs to parse the same text. */
  readonly limit: number;
  text(size: number): string;
}

const worstCases: readonly WorstCase[] = [
  {
    name: '10000-instructions',
    size: 10_000,
    limit: 0.5,
    text: (size) => `FROM debian:12\n${'RUN apt-get install x\nENV A=$B\n'.repeat(size / 2)}`,
  },
  {
    name: '1mb-run',
    size: 25_000,
    limit: 2,
    text: (size) => `FROM debian:12\nRUN a \\\n${'  && apt-get install --yes libx-dev=1.* \\\n'.repeat(size)}  && b\n`,
  },
  {
    name: '1mb-line',
    size: 25_000,
    limit: 2,
    text: (size) => `FROM debian:12\nRUN a ${' && apt-get install --yes libx-dev=1.* '.repeat(size)} && b\n`,
  },
  {
    name: 'heredoc-of-5000-lines',
    size: 5000,
    limit: 3,
    text: (size) => `FROM debian:12\nRUN <<EOF\n${'pip install "a==1" | tee $HOME/log\n'.repeat(size)}EOF\n`,
  },
  {
    name: '8000-chained-args',
    size: 8000,
    limit: 0.5,
    text: (size) =>
      `ARG V0=1\n${Array.from({ length: size }, (_, i) => `ARG V${i + 1}=\${V${i}}\n`).join('')}FROM a:$V${size}\n`,
  },
  {
    name: '3000-stages',
    size: 3000,
    limit: 3,
    text: (size) =>
      `FROM a:1 AS s0\n${Array.from({ length: size }, (_, i) => `FROM s${i} AS s${i + 1}\nCOPY --from=s${i} /a /b\nRUN a\n`).join('')}`,
  },
];

/** The text doubled twice, from half its size to double: 1 is in proportion, 2 would be the square. */
function growth({ name, size, limit, text }: WorstCase, scale: number, say: (line: string) => void): Figure[] {
  const full = Math.round(size * scale);
  const sources = [text(Math.round(full / 2)), text(full), text(2 * full)] as const;
  // What is compiled, what the collector does and what else the machine has to do differs from one call to the next: the
  // fastest of a few is meant, each size in turn.
  const times = sources.map((): number[] => []);
  const rival: number[] = [];
  const start = performance.now();
  for (let round = 0; round < 5 || (round < 25 && performance.now() - start < 2000); round++) {
    for (const [index, source] of sources.entries()) times[index]?.push(timeOf(() => contenders.longshore(source)));
    // It takes long for some of them, and its time is not the one that is asked about.
    if (round < 3) rival.push(timeOf(() => contenders['dockerfile-ast'](sources[1])));
  }
  const [half = Number.NaN, whole = Number.NaN, double = Number.NaN] = times.map((each) => Math.min(...each));
  const exponent = Math.log2(double / half) / 2;
  say(
    `${name}: ${rounded(half)} ms at half the size, ${rounded(whole)} ms at full, ${rounded(double)} ms at double, exponent ${exponent.toFixed(2)}`,
  );
  return [
    { name: `lint-${name}`, value: thousandth(whole / Math.min(...rival)), unit: 'times', limit },
    { name: `lint-${name}-exponent`, value: Math.round(exponent * 100) / 100, unit: 'exponent', limit: 1.4 },
  ];
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
