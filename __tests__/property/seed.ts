/** Random tests say their seed in their title; `SEED=<number>` asks the same again. */
export function seedOf(): number {
  const given = process.env['SEED'];
  return given === undefined ? Date.now() % 2 ** 31 : Number(given);
}
