// Chooses where a forecast is made: in this thread where little is to be read, which takes a few milliseconds and next to no memory; in
// a thread of its own where reading takes longer than anybody is to wait for.
import type { DeskQuestions, ForecastDesk } from './desk.ts';
import { TooManyFiles } from './too-many-files.ts';

export interface ForecastDeskParts {
  /** In this thread, loaded when it is first wanted; rejects with `TooManyFiles` where there is too much to read. */
  readonly near: () => Promise<ForecastDesk>;
  readonly far: ForecastDesk;
  /** What is recorded, as `store.ts` tells it. */
  readonly records: () => Promise<'none' | 'few' | 'many'>;
}

/** Characters of a Dockerfile that this thread reckons with: some hundred lines. */
const mostText = 8_000;

export function createForecastDesks({ near, far, records }: ForecastDeskParts): ForecastDesk {
  /** Contexts that were too much for this thread, until they are built again. */
  const large = new Set<string>();
  const farBuilds = new Set<number>();
  /** The record of a build is there for whatever is asked after it, wherever that is. */
  let writing: Promise<unknown> = Promise.resolve();

  const isNear = async ({ text, request }: { text: string; request: { contextFolder: string } }) =>
    text.length <= mostText && !large.has(request.contextFolder) && (await records()) !== 'many';
  const choose = async <Answer>(
    question: { text: string; request: { contextFolder: string } },
    ask: (desk: ForecastDesk) => Promise<Answer>,
  ): Promise<{ readonly desk: ForecastDesk; readonly answer: Answer }> => {
    await writing;
    if (await isNear(question)) {
      try {
        const desk = await near();
        return { desk, answer: await ask(desk) };
      } catch (error) {
        if (!(error instanceof TooManyFiles)) throw error;
        large.add(question.request.contextFolder);
      }
    }
    return { desk: far, answer: await ask(far) };
  };
  const deskOf = async (build: number) => (farBuilds.has(build) ? far : near());
  return {
    async isRecorded(question, signal) {
      await writing;
      const recorded = await records();
      // Whoever builds elsewhere pays for nothing.
      return recorded !== 'none' && (recorded === 'few' ? await near() : far).isRecorded(question, signal);
    },
    foresee: async (question, signal) => (await choose(question, (desk) => desk.foresee(question, signal))).answer,
    stale: async (question, signal) => (await choose(question, (desk) => desk.stale(question, signal))).answer,
    // The other one keeps no files.
    changed: (change, signal) => far.changed(change, signal),
    async begin(question, signal) {
      large.delete(question.request.contextFolder);
      const { desk, answer } = await choose(question, (each) => each.begin(question, signal));
      if (desk === far) farBuilds.add(question.build);
      return answer;
    },
    sent: async (question, signal) => (await deskOf(question.build)).sent(question, signal),
    end(question, signal): Promise<DeskQuestions['end']['answer']> {
      const written = deskOf(question.build).then((desk) => desk.end(question, signal));
      writing = written.catch(() => undefined);
      farBuilds.delete(question.build);
      return written;
    },
    async drop(question, signal) {
      await (await deskOf(question.build)).drop(question, signal);
      farBuilds.delete(question.build);
    },
  };
}
