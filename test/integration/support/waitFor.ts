import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until there is an answer.
 * @param what is waited for, in words, for the message
 * @param ask answers undefined as long as it is not there
 * @throws after `seconds`
 */
export async function waitFor<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  seconds = 20,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(20);
  }
  throw new Error(`There was still no sign of ${what} after ${seconds} s.`);
}
