/** Ways to ask the machine for the time, in TypeScript and in SQL. `performance.now()` measures durations and is fine. */
const READS = [
  /\bnew\s+Date\s*(\(\s*\)|(?![\w(.]))/,
  /(?<![\w.])Date\s*\(\s*\)/,
  /\bDate\s*\.\s*now\b/,
  /\bTemporal\s*\.\s*Now\b/,
  /\.format(ToParts)?\(\s*\)/,
  // SQL. A function of this name in TypeScript would read as if it did the same.
  /(?<![\w.])now\s*\(\s*\)/i,
  /(?<![\w.'-])(current_date|current_time|current_timestamp|localtime|localtimestamp)\b(?!')/i,
  /(?<![\w.])(clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(/i,
  /'(now|today|tomorrow|yesterday)'\s*::/i,
];

const COMMENT = /^\s*(\/\/|\/?\*|\*)/;

/** The lines of a source text that read the machine's time, with their numbers; comments aside. */
export const clockReads = (source) =>
  source.split('\n').flatMap((line, index) => {
    if (COMMENT.test(line)) return [];
    const code = line.replace(/\s\/\/ .*$/, '');
    return READS.some((pattern) => pattern.test(code)) ? [{ line: index + 1, text: line.trim() }] : [];
  });
