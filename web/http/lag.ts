import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolution = 20;
const delays = monitorEventLoopDelay({ resolution });
delays.enable();

/** The longest delay of the second before the current one. */
let before = 0;
const longest = (): number => Math.max(0, delays.max / 1e6 - resolution);
setInterval(() => {
  before = longest();
  delays.reset();
}, 1000).unref();

/** Milliseconds by which this process is late: its event loop's longest delay in the last one or two seconds. */
export const lag = (): number => Math.max(before, longest());
