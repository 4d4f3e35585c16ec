/**
 * Says on standard error what is going on while `work` runs, so that nobody thinks a download has hung: a running clock
 * on a terminal, a line every ten seconds elsewhere.
 */
export async function withProgress<T>(title: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  const isTerminal = process.stderr.isTTY;
  if (!isTerminal) say(`${title} …\n`);
  const tick = () => say(isTerminal ? `\r${title} … ${seconds()} s` : `  still at it: ${seconds()} s\n`);
  const clock = setInterval(tick, isTerminal ? 250 : 10_000);
  try {
    const result = await work();
    say(isTerminal ? `\r${title}: ${seconds()} s\n` : `  done in ${seconds()} s\n`);
    return result;
  } finally {
    clearInterval(clock);
  }
}

function say(text: string): void {
  process.stderr.write(text);
}
