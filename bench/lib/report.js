// The runner's channel alone is no reason to stay.
process.channel?.unref();

/** Hands a row to the runner; prints it where the file is run by itself. */
export const report = (row) => (process.send ? process.send(row) : console.log(JSON.stringify(row)));

/** The short form measures the same with less of it. */
export const SHORT = process.env.STEWARD_BENCH_SHORT === '1';
