// What the tables of engines' sentences say, by the names that they have there.
import { engineSentences } from '../../src/engine/failures/index.ts';
import { buildSentences, buildxSentences } from '../../src/engine/failures/of-builds.ts';
import { transferSentences } from '../../src/engine/failures/of-registries.ts';

const tables = [...engineSentences(), ...buildSentences(), ...buildxSentences(), ...transferSentences()];

/** `values`: what the sentence's pattern finds in the engine's words. */
export function sentenceOf(id: string, ...values: readonly string[]): string {
  const sentence = tables.find((each) => each.id === id);
  if (!sentence) throw new Error(`no table has a sentence "${id}"`);
  const { say } = sentence;
  if (typeof say === 'string') return say;
  const found = Object.assign(['', ...values], { index: 0, input: '' }) as RegExpExecArray;
  const said = say(found, undefined);
  if (said === undefined) throw new Error(`"${id}" says nothing of ${JSON.stringify(values)}`);
  return said;
}
