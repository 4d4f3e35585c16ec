import type { Draw } from "../unit/config/randomConfig.ts";

export { pick, type Draw } from "../unit/config/randomConfig.ts";

/** Draws the same numbers for the same seed (mulberry32): one number repeats a whole input. */
export function drawing(seed: number): Draw {
  let state = seed | 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(limit, 1);
  };
}

/** Whether something that happens once in `times` happens now. */
export function once(draw: Draw, times: number): boolean {
  return draw(times) === 0;
}
