// Whether a window that is asked again and again has nothing else to do, by how long its answers took.

/** Milliseconds in which a window answers that has nothing else to do. */
const calmAnswer = 50;
/** Milliseconds by which answers differ that only have a long way: a window that is busy answers now soon, now late. */
const steady = 20;

/** `took`: milliseconds of each answer, the last one last. */
export function isCalm(took: readonly number[]): boolean {
  const last = took.slice(-3);
  if (last.length >= 2 && last.slice(-2).every((time) => time < calmAnswer)) return true;
  return last.length === 3 && Math.max(...last) - Math.min(...last) < steady;
}
